package ai.holodeck.deploy.tck;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The process at the other end of {@link OtherProcess}: does one job after the other. It ends when
 * its standard input does, so that none outlives the test.
 */
final class StateProcess implements Task.Asker {
  static final char TOLD = '>';
  static final char DONE = '=';
  static final char FAILED = '!';

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final PrintStream out;

  private StateProcess(PrintStream out) {
    this.out = out;
  }

  /** The process. */
  public static void main(String[] arguments) throws InterruptedException {
    StateProcess process = new StateProcess(System.out);
    // Whatever the adapter's libraries print must not be taken for ours.
    System.setOut(System.err);
    Thread ears = new Thread(process::hear, "ears");
    ears.setDaemon(true);
    ears.start();
    while (true) {
      process.run(process.listen());
    }
  }

  private void run(String line) {
    try {
      Job job = Job.of(line);
      job.task().run(job, this);
      say(DONE, "");
    } catch (Throwable failure) {
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace));
      say(
          FAILED,
          Base64.getEncoder().encodeToString(trace.toString().getBytes(StandardCharsets.UTF_8)));
    }
  }

  private void hear() {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        heard.add(line);
      }
    } catch (IOException e) {
      // As the end of the input: nobody is there any more.
    }
    Runtime.getRuntime().halt(0);
  }

  @Override
  public void tell(String line) {
    say(TOLD, line);
  }

  @Override
  public String listen() throws InterruptedException {
    return heard.take();
  }

  private void say(char kind, String text) {
    out.print(kind + text + "\n");
    out.flush();
  }
}
