package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.service.LogLine;
import com.github.dockerjava.api.command.LogContainerCmd;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Frame;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** The lines of one container. */
record ContainerLogs(Engine engine) {
  /** The last lines that there are. */
  void last(String containerId, int count, Consumer<LogLine> sink) {
    try {
      read(containerId, OptionalInt.of(count), Optional.empty(), false, sink);
    } catch (InterruptedException e) {
      throw EngineErrors.interrupted("reading the log of container '" + containerId + "'", e);
    }
  }

  /**
   * Gives lines until there are no more; when following, until the container ends. A container that
   * is gone has none.
   */
  void read(
      String containerId,
      OptionalInt tail,
      Optional<Instant> since,
      boolean follow,
      Consumer<LogLine> sink)
      throws InterruptedException {
    LogLines lines = new LogLines(engine.kind(), sink);
    EngineStream<Frame> stream = new EngineStream<>(lines::accept);
    try {
      command(containerId, tail, since, follow).exec(stream);
      stream.await();
      lines.finish();
    } catch (InterruptedException e) {
      stream.close();
      stream.awaitRelease();
      throw e;
    } catch (EngineStream.Broken e) {
      if (!(e.failure() instanceof NotFoundException)) {
        throw failed(containerId, e.failure());
      }
    }
  }

  private LogContainerCmd command(
      String containerId, OptionalInt tail, Optional<Instant> since, boolean follow) {
    LogContainerCmd command =
        engine
            .streams()
            .logContainerCmd(containerId)
            .withStdOut(true)
            .withStdErr(true)
            .withTimestamps(true)
            .withFollowStream(follow);
    // Whole seconds are all that the client library takes; the rest is sorted out by the caller.
    since
        .map(Instant::getEpochSecond)
        .filter(second -> second > 0 && second <= Integer.MAX_VALUE)
        .ifPresent(second -> command.withSince(second.intValue()));
    return tail.isPresent() ? command.withTail(tail.getAsInt()) : command.withTailAll();
  }

  private DeployException failed(String containerId, RuntimeException failure) {
    return EngineErrors.translate(
        engine.address(),
        failure,
        CoreError.DEPLOY_FAILED,
        "the engine does not give the log of container '" + containerId + "'",
        "check that the engine's logging driver keeps lines ('docker info'), then try again");
  }
}
