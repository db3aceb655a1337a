"""Files of other programs, of fifty kinds, that use names of ours, comments, templates and other things that are not JSON."""

import json
from pathlib import Path

PACKAGE = {"name": "x", "version": "1.0.0", "author": {"name": "A", "email": "a@example.com"}}
SALES = {
    "id": 1,
    "first_name": "A",
    "last_name": "B",
    "display_name": "A B",
    "job_title": None,
    "city": "x",
    "zipcode": "1",
    "country": "US",
    "email": "a@example.com",
    "emails": [],
    "created_at": "2020-01-01T00:00:00Z",
}
PERSON = {"name": "A", "tel": "1", "address": "b"}

#: Each file by its name; a template of a name has a number for each copy.
KINDS: dict[str, str] = {
    "csr-{}.json": json.dumps({"hosts": ["localhost", "127.0.0.1"], "CN": "x", "key": {"algo": "rsa", "size": 2048}}),
    "daemon-{}.json": json.dumps({"hosts": ["tcp://0.0.0.0:2375", "unix:///var/run/docker.sock"], "debug": True}),
    "daemon-commented-{}.json": '{\n  // listen\n  "hosts": ["fd://"],\n}\n',
    "tsconfig-{}.json": '{\n  // build\n  "compilerOptions": {"strict": true,},\n}\n',
    "settings-{}.json": '{\n  "remote.SSH.hosts": {}, // mine\n  "files.exclude": {"**/x": true}\n}\n',
    "devcontainer-{}.json": '/* dev */\n{"name": "x", "forwardPorts": [1]}\n',
    "package-{}.json": json.dumps({**PACKAGE, "contributors": [PERSON], "scripts": {"test": "x"}}),
    "composer-{}.json": json.dumps({"name": "a/b", "authors": [{"name": "A", "email": "a@example.com"}], "require": {}}),
    "jcard-{}.json": json.dumps(["vcard", [["version", {}, "text", "4.0"], ["fn", {}, "text", "A"]]]),
    "security-{}.json": json.dumps({"contacts": ["mailto:a@example.com"], "expires": "2030-01-01"}),
    "team-{}.json": json.dumps({"contacts": [PERSON, PERSON]}),
    "address-book-{}.yaml": "contacts:\n  - name: A\n    email: a@example.com\n    phone: '1'\n",
    "customer-{}.yaml": "name: A\nindustry: b\ncontacts:\n  - name: A\n    email: a@example.com\n",
    "marketing-{}.json": json.dumps({"list_ids": ["x"], "contacts": [{"email": "a@example.com", "first_name": "A"}]}),
    "campaign-{}.json": json.dumps(
        {"contacts": [{"email": "a@example.com", "id": 1, "createdAt": "x", "listIds": []}], "count": 1}
    ),
    "sales-{}.json": json.dumps({"contacts": [SALES], "meta": {"total": 1}}),
    "books-{}.json": json.dumps({"code": 0, "contacts": [{"contact_id": "1", "contact_name": "A", "email": "b", "phone": "1"}]}),
    "messages-{}.json": json.dumps({"contacts": [{"input": "1", "wa_id": "1"}], "messages": []}),
    "translated-{}.json": json.dumps({"contacts": {"title": "Contacts", "email": "E-mail", "firstname": "First name"}}),
    "translated-{}.yml": "contacts:\n  email: E-mail\n  firstname: First name\n  city: City\n",
    "service-{}.yaml": "schema-version: v2.1\ncontacts:\n  - name: A\n    type: email\n    contact: a@example.com\n",
    "monitor-{}.json": json.dumps({"hosts": [{"name": "web", "ip": "10.0.0.1", "role": "db"}]}),
    "nagios-{}.json": json.dumps({"hosts": [{"id": 1, "hostname": "a", "created_at": 1}], "total": 1}),
    "proxy-{}.json": json.dumps({"hosts": {"a.example": {"target": "b"}}}),
    "host-{}.json": json.dumps({"host": {"name": "a", "port": 1}}),
    "contact-{}.json": json.dumps({"contact": {"name": "A", "url": "https://a.example"}}),
    "openapi-{}.json": json.dumps({"openapi": "3.1.0", "info": {"contact": {"email": "a@example.com"}}, "paths": {}}),
    "users-{}.json": json.dumps([{"id": 1, "username": "a", "email": "a@example.com"}]),
    "user-{}.json": json.dumps({"firstname": "A", "lastname": "B"}),
    "account-{}.json": json.dumps({"firstname": "A", "lastname": "B", "email": "x", "city": "y", "username": "z"}),
    "geo-{}.json": json.dumps({"type": "FeatureCollection", "features": []}),
    "empty-{}.json": "",
    "blank-{}.json": " \n",
    "text-{}.json": "not json at all\n",
    "null-{}.json": "null",
    "number-{}.json": "5",
    "list-{}.json": "[1, 2, 3]",
    "nothing-{}.json": json.dumps({"hosts": []}),
    "none-{}.json": json.dumps({"contacts": None}),
    "schema-{}.json": json.dumps({"$schema": "x", "properties": {"email": {"type": "string"}}}),
    "json5-{}.json": "{unquoted: 'x', hosts: ['a']}",
    "log-{}.ndjson": '{"level": "info"}\nplain text\n{"level": "warn"}\n',
    "log-{}.jsonl": '{"a": 1}\n{"a": \n',
    "notebook-{}.json": json.dumps({"cells": [], "nbformat": 4}),
    "ansible-{}.yml": "- hosts: all\n  tasks:\n    - name: x\n      debug: msg={{ y }}\n",
    "inventory-{}.yml": "all:\n  hosts:\n    a.example:\n      port: 22\n",
    "inventory-flat-{}.yaml": "hosts:\n  a.example: {port: 22}\n  b.example:\n",
    "helm-{}.yaml": "{{- if .x }}\nspec:\n  a:\n  - hosts:\n    {{- range .hosts }}\n    - {{ . }}\n    {{- end }}\n{{- end }}\n",
    "values-{}.yaml": "hosts:\n  - chart.example\n",
    "values-template-{}.yaml": "hosts:\n  {{- range .x }}\n  - {{ . }}\n  {{- end }}\n",
    "jinja-{}.yml": "{% for x in y %}\ncontacts:\n  - {{ x }}\n{% endfor %}\n",
    "erb-{}.yml": "hosts:\n<% 3.times do |i| %>\n  h<%= i %>: [\n<% end %>\n",
    "template-{}.json": '{"contacts": {{ contacts | tojson }}}\n',
    "kubernetes-{}.yaml": "apiVersion: v1\nkind: Ingress\nspec:\n  rules:\n  - host: a\n---\nkind: Service\n",
    "compose-{}.yml": "services:\n  a:\n    extra_hosts: [a:b]\n    <<: *base\n",
    "aliases-{}.yml": "base: &base {a: 1}\nother:\n  <<: *base\nhosts: [*base]\n",
    "workflow-{}.yml": "on: push\njobs:\n  a:\n    steps:\n    - run: ${{ x }}\n",
    "ssh-{}.yml": "hosts:\n  - name: a\n    user: b\n    key: c\n",
    "rails-{}.yml": "one:\n  email: a@example.com\n  firstname: A\n",
    "tabs-{}.yaml": "a:\n\t- b: c\n",
    "tags-{}.yaml": "a: !Ref b\nb: !Sub\n  - c\n",
    "openapi-{}.yaml": "openapi: 3.1.0\ninfo:\n  contact:\n    email: a@example.com\npaths: {}\n",
    "page-{}.har": json.dumps({"log": {"entries": [{"request": {"method": "GET", "url": "https://a.example"}, "response": {}}]}}),
    "broken-{}.har": '{"log": {"entries": [',
}


def write(folder: Path, number: int) -> None:
    """Write a tree of so many files, a directory for each copy of every kind."""
    names = list(KINDS)
    for index in range(number):
        copy, kind = divmod(index, len(names))
        (folder / f"{copy}").mkdir(exist_ok=True)
        (folder / f"{copy}" / names[kind].format(copy)).write_text(KINDS[names[kind]], encoding="utf-8")
