# Written by HoloDeck Deploy for one agent. Not meant to be edited: each build writes it anew.
FROM ghcr.io/justinbarias/holodeck-base:latest

USER root
WORKDIR /app

# The one place that the agent may write to.
RUN mkdir -p /var/holodeck/work \
 && chown holodeck /var/holodeck/work

COPY ["entrypoint.sh", "/app/"]

# The agent itself; the deployment block stays outside.
COPY ["agent.yaml", "/app/"]

ENV HOLODECK_AGENT_CONFIG="/app/agent.yaml" \
    HOLODECK_PORT="8080" \
    HOLODECK_PROTOCOL="rest"
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=10s --start-period=5s --retries=3 \
  CMD ["curl", "--fail", "--silent", "--show-error", "--globoff", "--noproxy", "*", "http://localhost:8080/health"]

USER holodeck
ENTRYPOINT ["/app/entrypoint.sh"]

# What differs from build to build stands last, so that it invalidates nothing.
LABEL org.opencontainers.image.title="support" \
      org.opencontainers.image.version="0.0.0" \
      com.holodeck.managed="true"
