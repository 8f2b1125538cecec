package ai.holodeck.deploy.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Asks a credential for a token once, and again shortly before it expires. Thread-safe. */
final class KeptToken implements TokenCredential {
  private static final Duration MARGIN = Duration.ofMinutes(5);

  private final TokenCredential source;
  private @Nullable AccessToken token;

  KeptToken(TokenCredential source) {
    this.source = source;
  }

  @Override
  public Mono<AccessToken> getToken(TokenRequestContext request) {
    return Mono.fromCallable(() -> getTokenSync(request)).subscribeOn(Schedulers.boundedElastic());
  }

  @Override
  public synchronized AccessToken getTokenSync(TokenRequestContext request) {
    AccessToken now = token;
    if (now == null || now.getDurationUntilExpiration().compareTo(MARGIN) < 0) {
      now = source.getTokenSync(request);
      token = now;
    }
    return now;
  }
}
