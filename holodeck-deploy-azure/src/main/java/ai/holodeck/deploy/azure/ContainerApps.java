package ai.holodeck.deploy.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.policy.AddHeadersFromContextPolicy;
import com.azure.core.http.rest.Response;
import com.azure.core.management.polling.PollResult;
import com.azure.core.util.Context;
import com.azure.core.util.polling.PollResponse;
import com.azure.core.util.polling.SyncPoller;
import com.azure.resourcemanager.appcontainers.fluent.ContainerAppsApiClient;
import com.azure.resourcemanager.appcontainers.fluent.models.ContainerAppAuthTokenInner;
import com.azure.resourcemanager.appcontainers.fluent.models.ContainerAppInner;
import com.azure.resourcemanager.appcontainers.fluent.models.ReplicaInner;
import com.azure.resourcemanager.appcontainers.fluent.models.RevisionInner;
import com.azure.resourcemanager.appcontainers.models.ContainerAppSecret;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The calls to the resource manager that are made, each with its failures translated. */
final class ContainerApps {
  /** An app as it was read; the tag lets a change be refused when somebody else made one since. */
  record Read(ContainerAppInner app, Optional<String> etag) {}

  private final Session session;
  private final Calls calls;

  ContainerApps(Session session, Calls calls) {
    this.session = session;
    this.calls = calls;
  }

  /** The same calls with another patience. */
  ContainerApps with(Calls other) {
    return new ContainerApps(session, other);
  }

  void logIn() {
    session.logIn(calls);
  }

  Optional<Read> read(AppId id) {
    return present(
        "read " + id,
        () -> {
          Response<ContainerAppInner> response =
              client(id)
                  .getContainerApps()
                  .getByResourceGroupWithResponse(id.group(), id.name(), Context.NONE);
          return new Read(
              response.getValue(),
              Optional.ofNullable(response.getHeaders().getValue(HttpHeaderName.ETAG)));
        });
  }

  List<ContainerAppInner> list(UUID subscription, String group) {
    return calls.call(
        "list the container apps of resource group '" + group + "'",
        () ->
            session.client(subscription).getContainerApps().listByResourceGroup(group).stream()
                .toList());
  }

  /**
   * Creates or replaces; with a tag only what is still as it was read.
   *
   * @return empty when somebody else has changed it since, and nothing was done
   */
  Optional<SyncPoller<PollResult<ContainerAppInner>, ContainerAppInner>> put(
      AppId id, ContainerAppInner app, Optional<String> etag) {
    return calls.callThrough(
        "create or update " + id,
        () -> {
          try {
            return Optional.of(begin(id, app, condition(etag)));
          } catch (RuntimeException e) {
            if (AzureErrors.isChanged(e)) {
              return Optional.empty();
            }
            throw e;
          }
        });
  }

  /** Replaces it, however it is by now. */
  SyncPoller<PollResult<ContainerAppInner>, ContainerAppInner> replace(
      AppId id, ContainerAppInner app) {
    return calls.callThrough("create or update " + id, () -> begin(id, app, Context.NONE));
  }

  private SyncPoller<PollResult<ContainerAppInner>, ContainerAppInner> begin(
      AppId id, ContainerAppInner app, Context context) {
    return client(id).getContainerApps().beginCreateOrUpdate(id.group(), id.name(), app, context);
  }

  SyncPoller<PollResult<Void>, Void> delete(AppId id) {
    return calls.call(
        "delete " + id, () -> client(id).getContainerApps().beginDelete(id.group(), id.name()));
  }

  Optional<RevisionInner> revision(AppId id, String revision) {
    return present(
        "read revision '" + revision + "' of " + id,
        () -> client(id).getContainerAppsRevisions().getRevision(id.group(), id.name(), revision));
  }

  List<RevisionInner> revisions(AppId id) {
    return calls.call(
        "list the revisions of " + id,
        () ->
            client(id).getContainerAppsRevisions().listRevisions(id.group(), id.name()).stream()
                .toList());
  }

  List<ReplicaInner> replicas(AppId id, String revision) {
    return present(
            "list the replicas of revision '" + revision + "' of " + id,
            () ->
                client(id)
                    .getContainerAppsRevisionReplicas()
                    .listReplicas(id.group(), id.name(), revision)
                    .value())
        .orElse(List.of());
  }

  List<ContainerAppSecret> secrets(AppId id) {
    return calls.call(
        "read the secrets of " + id,
        () -> client(id).getContainerApps().listSecrets(id.group(), id.name()).value());
  }

  Optional<ContainerAppAuthTokenInner> authToken(AppId id) {
    return present(
        "give a token for the logs of " + id,
        () -> client(id).getContainerApps().getAuthToken(id.group(), id.name()));
  }

  /** One look at a long operation. */
  <T, U> PollResponse<T> look(String doing, SyncPoller<T, U> poller) {
    return calls.call(doing, poller::poll);
  }

  private <T> Optional<T> present(String doing, Supplier<T> call) {
    return calls.call(
        doing,
        () -> {
          try {
            return Optional.ofNullable(call.get());
          } catch (RuntimeException e) {
            if (AzureErrors.isMissing(e)) {
              return Optional.empty();
            }
            throw e;
          }
        });
  }

  private ContainerAppsApiClient client(AppId id) {
    return session.client(id.subscription());
  }

  private static Context condition(Optional<String> etag) {
    return etag.map(tag -> new HttpHeaders().set(HttpHeaderName.IF_MATCH, tag))
        .map(
            headers ->
                new Context(AddHeadersFromContextPolicy.AZURE_REQUEST_HTTP_HEADERS_KEY, headers))
        .orElse(Context.NONE);
  }
}
