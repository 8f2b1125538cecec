#!/bin/sh
# Builds the compatibility kit's probe in each version that the rules deploy, and pushes it to a registry:
#
#   sh push.sh REPOSITORY [OPTION OF docker build]...
#
# such as "--platform linux/amd64" or "--build-arg JAVA=registry.example.com/jre:21". Prints a line "VERSION=DIGEST" for each.
set -eu
repository=$1
shift
for version in v0 v1 v2 v3; do
  # Podman's cache takes one version for another.
  docker build --no-cache --build-arg "PROBE_VERSION=$version" --tag "$repository:$version" "$@" "$(dirname "$0")" >&2
  docker push "$repository:$version" >&2
  docker image inspect --format '{{range .RepoDigests}}{{println .}}{{end}}' "$repository:$version" \
    | sed -n "s|^$repository@|$version=|p"
done
