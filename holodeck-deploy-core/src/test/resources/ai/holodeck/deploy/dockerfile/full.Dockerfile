# Written by HoloDeck Deploy for one agent. Not meant to be edited: each build writes it anew.
FROM ghcr.io/acme/base:1.2

USER root
WORKDIR /app

# The one place that the agent may write to.
RUN mkdir -p /var/holodeck/work \
 && chown holodeck /var/holodeck/work

# Node.js 22, for the tools that are started by it.
RUN mkdir -p /etc/apt/keyrings /etc/apt/sources.list.d \
 && curl -fsSL https://deb.nodesource.com/gpgkey/nodesource-repo.gpg.key -o /etc/apt/keyrings/nodesource.asc \
 && echo "deb [signed-by=/etc/apt/keyrings/nodesource.asc] https://deb.nodesource.com/node_22.x nodistro main" > /etc/apt/sources.list.d/nodesource.list \
 && apt-get update \
 && apt-get install -y --no-install-recommends nodejs \
 && rm -rf /var/lib/apt/lists/*

# What the agent's model and tools need beyond the base image.
RUN uv pip install --system --no-cache --prerelease=allow "holodeck-ai[azure-blob,qdrant]"

COPY ["entrypoint.sh", "/app/"]

# What the agent refers to.
COPY ["files/data.v2", "/app/data.v2/"]
COPY ["files/knowledge", "/app/knowledge/"]
COPY ["files/LICENSE", "/app/"]
COPY ["files/prompts/a.md", \
      "files/prompts/b.md", "/app/prompts/"]
COPY ["files/tools/it\\'s a \\$tool.py", "/app/tools/"]

# The agent itself; the deployment block stays outside.
COPY ["agent.yaml", "config.yaml", "/app/"]

ENV HOLODECK_AGENT_CONFIG="/app/agent.yaml" \
    HOLODECK_PORT="9000" \
    HOLODECK_PROTOCOL="both"
EXPOSE 9000
HEALTHCHECK --interval=30s --timeout=10s --start-period=5s --retries=3 \
  CMD ["curl", "--fail", "--silent", "--show-error", "--globoff", "--noproxy", "*", "http://localhost:9000/healthz?full=1"]

USER holodeck
ENTRYPOINT ["/app/entrypoint.sh"]

# What differs from build to build stands last, so that it invalidates nothing.
LABEL org.opencontainers.image.title="support" \
      org.opencontainers.image.version="abc1234" \
      org.opencontainers.image.created="2026-01-02T03:04:05Z" \
      org.opencontainers.image.source="https://github.com/acme/support" \
      org.opencontainers.image.revision="abc1234def5678abc1234def5678abc1234def56" \
      com.holodeck.managed="true" \
      com.holodeck.inputs="sha256:00"
