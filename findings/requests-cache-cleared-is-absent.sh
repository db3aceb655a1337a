#!/bin/sh
# requests-cache can keep the answers to POST and PUT too, so that a test or an import sends each request only once.
# Guess: A request whose body has another meaning is another request. Only the spelling is ignored, such as white space and
#   the order of names in an object.
# Reality: Empty fields are dropped from a posted form before it is compared, so clearing a field is the same as leaving it
#   out. The pairs of a form are sorted by name and value, so exchanging the numbers of two phones makes no difference, and
#   neither does the order of a list. A list at the top of a JSON body is sorted as well, but one inside an object is not. In
#   JSON, null and an absent name differ.
# Library: requests-cache 1.3.3, requests 2.34.2.
# Why it matters: The answer to the first request is returned, with the status of a success, and the second request, which
#   clears the website or corrects the order, never leaves the program.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check requests-cache==1.3.3 requests==2.34.2
cat >ask.py <<'PY'
import http.server
import threading

from requests_cache import CachedSession


class Server(http.server.BaseHTTPRequestHandler):
    def do_PUT(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *arguments):
        pass


server = http.server.HTTPServer(("127.0.0.1", 0), Server)
threading.Thread(target=server.serve_forever, daemon=True).start()
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
HOME, WORK = "p[][label]=home&p[][number]=", "p[][label]=work&p[][number]="
for kind, first, second in [
    (FORM, "firstname=Ann&website=", "firstname=Ann"),
    (FORM, f"{HOME}01&{WORK}02", f"{HOME}02&{WORK}01"),
    (FORM, "languages[]=fr&languages[]=en", "languages[]=en&languages[]=fr"),
    (FORM, "firstname=Ann&website=x", "firstname=Ann"),
    (JSON, '["fr","en"]', '["en","fr"]'),
    (JSON, '{"languages":["fr","en"]}', '{"languages":["en","fr"]}'),
    (JSON, '{"firstname":"Ann","website":null}', '{"firstname":"Ann"}'),
]:
    session = CachedSession(backend="memory", allowable_methods=["PUT"])
    for body in (first, second):
        answer = session.put(f"http://127.0.0.1:{server.server_port}/", data=body, headers={"Content-Type": kind})
    print(first, "then", second, "->", "from the cache" if answer.from_cache else "sent")
PY
echo "requests-cache 1.3.3, requests 2.34.2"
venv/bin/python ask.py | tee observed
cat >expected <<'TXT'
firstname=Ann&website= then firstname=Ann -> from the cache
p[][label]=home&p[][number]=01&p[][label]=work&p[][number]=02 then p[][label]=home&p[][number]=02&p[][label]=work&p[][number]=01 -> from the cache
languages[]=fr&languages[]=en then languages[]=en&languages[]=fr -> from the cache
firstname=Ann&website=x then firstname=Ann -> sent
["fr","en"] then ["en","fr"] -> from the cache
{"languages":["fr","en"]} then {"languages":["en","fr"]} -> sent
{"firstname":"Ann","website":null} then {"firstname":"Ann"} -> sent
TXT
diff expected observed
