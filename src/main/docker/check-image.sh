#!/usr/bin/env bash
# Builds the image of -Pimage on an empty base, for which no registry is needed, and checks what is in the tar against the Dockerfile.
# Usage: src/main/docker/check-image.sh   Build first: ./mvnw -DskipTests package
set -euo pipefail
cd "$(dirname "$0")/../../.."
[ -f target/quarkus-app/quarkus-run.jar ] || { echo "build first: ./mvnw -DskipTests package" >&2; exit 1; }
./mvnw -q -ntp -Pimage -Dimage.base=scratch com.google.cloud.tools:jib-maven-plugin:buildTar
python3 - <<'PY'
import json, re, tarfile

image = tarfile.open("target/image.tar")
manifest = json.load(image.extractfile("manifest.json"))[0]
config = json.load(image.extractfile(manifest["Config"]))["config"]
docker = open("src/main/docker/Dockerfile").read()
last = docker[docker.rindex("FROM "):]

def said(word):
    return re.search(rf"^{word} (.*)$", last, re.M).group(1)

entry = [word for word in json.loads(said("ENTRYPOINT")) if "AOTCache" not in word]
assert config["Entrypoint"] == entry, config["Entrypoint"]
assert config["User"] == said("USER"), config["User"]
assert config["WorkingDir"] == said("WORKDIR"), config["WorkingDir"]
assert set(re.findall(r"^ENV (.*)$", last, re.M)) <= set(config["Env"]), config["Env"]
assert list(config["Volumes"]) == [said("VOLUME")], config["Volumes"]
assert sorted(config["ExposedPorts"]) == [port + "/tcp" for port in said("EXPOSE").split()], config["ExposedPorts"]
labels = dict(re.findall(r'(org\.opencontainers\.[a-z.]+)="([^"]*)"', last))
assert labels and all(config["Labels"].get(name) == value for name, value in labels.items()), (labels, config["Labels"])
assert tuple(manifest["RepoTags"])[0].startswith("zhenhao"), manifest["RepoTags"]

layers = []
for name in manifest["Layers"]:
    with tarfile.open(fileobj=image.extractfile(name), mode="r|gz") as layer:
        layers.append({entry.name.rstrip("/"): entry for entry in layer})
files = {name: entry for layer in layers for name, entry in layer.items()}
assert "app/quarkus-run.jar" in files, "no jar to run"
assert not any("classes-of-jib" in name for name in files), "the layers of a plain project are in it"
holds = lambda part: [i for i, layer in enumerate(layers) if any(name.startswith(part) and not e.isdir() for name, e in layer.items())]
assert holds("app/lib/")[0] < holds("app/quarkus/")[0] < holds("app/app/")[0], "layers are in another order"
assert files["data"].isdir() and files["data"].mode & 0o007 == 0o007, "its user may not write to /data"
shipped = sum(1 for name, e in files.items() if name.startswith("app/") and not e.isdir())
print(f"image.tar: {len(layers)} layers, {shipped} files of the service, user {config['User']}, as in the Dockerfile")
PY
