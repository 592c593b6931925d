#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Crosstalk authors
# SPDX-License-Identifier: MIT
"""usage: validate.py FOLDER
Holds the good-*.yaml and bad-*.yaml in FOLDER against its schema.json; fails where one is not what its name says."""
import glob
import json
import os
import re
import sys

import jsonschema
import yaml


class Loader(yaml.SafeLoader):
    """YAML 1.2's core schema: `on` and `yes` are text, and nothing is a date."""


Loader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"^(~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("bool", r"^(true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    ("int", r"^[-+]?[0-9]+$", list("-+0123456789")),
    ("float", r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", list("-+0123456789.")),
):
    Loader.add_implicit_resolver("tag:yaml.org,2002:" + tag, re.compile(pattern), first)

folder = sys.argv[1]
with open(os.path.join(folder, "schema.json"), encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
wrong = 0
count = {"good": 0, "bad": 0}
for path in sorted(glob.glob(os.path.join(folder, "*.yaml"))):
    kind = os.path.basename(path).split("-")[0]
    count[kind] += 1
    with open(path, encoding="utf-8") as file:
        text = file.read()
    errors = list(validator.iter_errors(yaml.load(text, Loader)))
    if bool(errors) != (kind == "bad"):
        wrong += 1
        print(f"{kind}:\n{text}\n" + "\n".join(f"{list(each.absolute_path)}: {each.message[:300]}" for each in errors))
if not wrong:
    print(f"{count['good']} good, {count['bad']} bad")
sys.exit(1 if wrong else 0)
