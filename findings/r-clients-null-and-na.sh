#!/bin/sh
# R has two values for "nothing": NULL and NA. Its clients for HTTP write a list as JSON or as a form.
# Guess: httr2 is the successor of httr, and crul is a third client. All three use jsonlite, so they write the same list as the
#   same JSON. An id keeps its digits in JSON as in a form.
# Reality: In JSON, httr2 writes NULL as null, and httr and crul leave the field out. httr also leaves out an empty list, which
#   the others write as []. NA is null for all three. In a form, NULL is left out, and NA is the text "NA". An id of 16 digits is
#   1.23456789012346e+15 in JSON, which is another id. The form has all digits of it, but 100000 is 1e+05 there with httr and
#   crul.
# Library: httr 1.4.5, httr2 0.2.2, crul 1.3, jsonlite 1.8.4 (R 4.2, Debian 12).
# Why it matters: An update that should clear a field or empty a list does nothing with httr, and works with httr2. NA works in
#   JSON, and stores the text "NA" when the same list is sent as a form.
# Needs: Debian 12's r-cran-httr 1.4.5, r-cran-httr2 0.2.2, r-cran-crul 1.3 and r-cran-jsonlite 1.8.4.
set -eu
for package in httr:1.4.5 httr2:0.2.2 crul:1.3 jsonlite:1.8.4; do
  case "$(dpkg-query -Wf '${Version}' "r-cran-${package%:*}" 2>/dev/null)" in
    "${package#*:}"*) command -v Rscript >/dev/null ;;
    *) false ;;
  esac || { echo "skipped: needs r-cran-${package%:*} ${package#*:}"; exit 77; }
done
folder=$(mktemp -d)
server=
trap 'test -z "$server" || kill "$server"; rm -rf "$folder"' EXIT
cd "$folder"
cat >server.py <<'PY'
import http.server


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        with open("observed", "a") as file:
            file.write(f"{self.path[1:]}: {body}\n")
        self.send_response(204)
        self.end_headers()

    def log_message(self, *arguments):
        pass


server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
with open("port", "w") as file:
    file.write(str(server.server_port))
server.serve_forever()
PY
cat >send.R <<'R'
url <- sprintf("http://127.0.0.1:%s/", readLines("port", warn = FALSE))
body <- list(email = NULL, phones = list(), notes = NA, id = 1234567890123456, price = 100000)
field <- list(email = NULL, notes = NA, id = 1234567890123456, price = 100000)
sent <- function(request) invisible(tryCatch(request, error = function(error) NULL))
sent(httr::POST(paste0(url, "httr,%20JSON"), body = body, encode = "json"))
sent(httr2::req_perform(httr2::req_body_json(httr2::request(paste0(url, "httr2,%20JSON")), body)))
sent(crul::HttpClient$new(url)$post("crul,%20JSON", body = body, encode = "json"))
sent(httr::POST(paste0(url, "httr,%20form"), body = field, encode = "form"))
sent(httr2::req_perform(httr2::req_body_form(httr2::request(paste0(url, "httr2,%20form")), !!!field)))
sent(crul::HttpClient$new(url)$post("crul,%20form", body = field, encode = "form"))
R
echo "httr 1.4.5, httr2 0.2.2, crul 1.3, jsonlite 1.8.4" >observed
python3 server.py &
server=$!
for _ in 1 2 3 4 5 6 7 8 9 10; do test -s port || sleep 0.5; done
Rscript --vanilla send.R
sed -i 's/%20/ /g' observed
cat observed
cat >expected <<'TXT'
httr 1.4.5, httr2 0.2.2, crul 1.3, jsonlite 1.8.4
httr, JSON: {"notes":null,"id":1.23456789012346e+15,"price":100000}
httr2, JSON: {"email":null,"phones":[],"notes":null,"id":1.23456789012346e+15,"price":100000}
crul, JSON: {"phones":[],"notes":null,"id":1.23456789012346e+15,"price":100000}
httr, form: notes=NA&id=1234567890123456&price=1e%2B05
httr2, form: notes=NA&id=1234567890123456&price=100000
crul, form: notes=NA&id=1234567890123456&price=1e%2B05
TXT
diff expected observed
