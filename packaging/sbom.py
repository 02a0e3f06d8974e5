#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What a tarball is made of, as SPDX 2.3: the program, and of each library beside it the Debian package it comes from.

    packaging/sbom.py FOLDER VERSION LIST_OF_LIBRARIES > offramp.spdx.json

Licences are not concluded here: a package's own file of copyrights is named.
"""

import datetime
import hashlib
import json
import os
import re
import subprocess
import sys


def sha256(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def package_of(library):
    """Name and version of the Debian package that a library comes from; nothing where dpkg does not know it."""
    for path in (library, os.path.realpath(library), os.path.realpath(library).replace("/usr/lib", "/lib", 1)):
        found = subprocess.run(["dpkg", "-S", path], capture_output=True, text=True)
        if found.returncode == 0:
            name = found.stdout.split(":")[0]
            version = subprocess.run(["dpkg-query", "-W", "-f=${Version}", name], capture_output=True, text=True).stdout
            return name, version
    return os.path.basename(library), ""


def identifier(name):
    return "SPDXRef-" + re.sub(r"[^A-Za-z0-9.-]", "-", name)


def main():
    folder, version, listed = sys.argv[1:]
    with open(listed, encoding="utf-8") as file:
        libraries = [line.strip() for line in file if line.strip()]
    program = os.path.join(folder, "bin", "offramp")
    packages = [{"SPDXID": "SPDXRef-offramp", "name": "offramp", "versionInfo": version, "downloadLocation": "NOASSERTION",
                 "filesAnalyzed": False, "licenseConcluded": "Apache-2.0", "licenseDeclared": "Apache-2.0",
                 "copyrightText": "NOASSERTION",
                 "checksums": [{"algorithm": "SHA256", "checksumValue": sha256(program)}]}]
    relations = [{"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": "SPDXRef-offramp"}]
    from_package = {}
    for library in libraries:
        from_package.setdefault(package_of(library), []).append(os.path.basename(library))
    for (name, of), files in sorted(from_package.items()):
        package = {"SPDXID": identifier(name), "name": name, "versionInfo": of or "NOASSERTION",
                   "downloadLocation": "NOASSERTION", "filesAnalyzed": False, "licenseConcluded": "NOASSERTION",
                   "licenseDeclared": "NOASSERTION", "copyrightText": "NOASSERTION",
                   "comment": "Libraries: " + ", ".join(sorted(files)) +
                              f". Licences: /usr/share/doc/{name}/copyright of the Debian package."}
        if of:
            package["supplier"] = "Organization: Debian"
            package["externalRefs"] = [{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl",
                                        "referenceLocator": f"pkg:deb/debian/{name}@{of}"}]
        packages.append(package)
        relations.append({"spdxElementId": "SPDXRef-offramp", "relationshipType": "DYNAMIC_LINK",
                          "relatedSpdxElement": identifier(name)})
    epoch = int(os.environ.get("SOURCE_DATE_EPOCH", "0"))
    created = datetime.datetime.fromtimestamp(epoch, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    document = {"spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT",
                "name": f"offramp-{version}",
                "documentNamespace": f"https://spdx.org/spdxdocs/offramp-{version}-{sha256(program)[:16]}",
                "creationInfo": {"created": created, "creators": ["Tool: packaging/sbom.py"]},
                "packages": packages, "relationships": relations}
    json.dump(document, sys.stdout, indent=1, sort_keys=True)
    print()


if __name__ == "__main__":
    main()
