package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.release.DeployedService;
import ai.holodeck.deploy.release.DeploymentKey;
import ai.holodeck.deploy.release.DeploymentRecord;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Stores that are wrong in their file, or when several use them. */
final class WrongRecordFiles {
  private WrongRecordFiles() {}

  static List<WrongStore> all() {
    return List.of(
        WrongStore.records("STA-13", Hasty::new),
        WrongStore.records(
            "STA-14",
            folder ->
                new JournalRecords(folder) {
                  @Override
                  public boolean remove(DeploymentKey key) {
                    boolean was = find(key).isPresent();
                    pause(200);
                    super.remove(key);
                    return was;
                  }
                }),
        WrongStore.records(
            "STA-15",
            folder ->
                new JournalRecords(folder) {
                  @Override
                  <T> T betweenProcesses(FileChannel channel, Supplier<T> work) throws IOException {
                    return unguarded(this, work);
                  }
                }),
        WrongStore.records(
            "STA-16",
            folder ->
                new JournalRecords(folder) {
                  @Override
                  void append(List<String> words) {
                    DeploymentKey key = toKey(words);
                    if (words.get(0).equals("save") && records.containsKey(key)) {
                      write(removal(key));
                      pause(30);
                    }
                    write(words);
                  }
                }),
        WrongStore.records(
            "STA-17",
            folder ->
                new JournalRecords(folder) {
                  @Override
                  void newer(String version) {}
                }),
        WrongStore.records(
            "STA-18",
            folder ->
                new JournalRecords(folder) {
                  @Override
                  void malformed(String line) {}
                }),
        WrongStore.records(
            "STA-19",
            folder ->
                new JournalRecords(folder) {
                  @Override
                  <T> T reading(Supplier<T> work) {
                    refuseWhileWritten(this);
                    return super.reading(work);
                  }
                }));
  }

  /** Nobody keeps other processes away between the look and the write. */
  static <T> T unguarded(Journal journal, Supplier<T> work) throws IOException {
    journal.catchUp();
    Journal.pause(1);
    return work.get();
  }

  static void refuseWhileWritten(Journal journal) {
    long before = journal.size();
    Journal.pause(2);
    if (journal.size() != before) {
      throw new DeployException(CoreError.STATE_INVALID, "somebody is writing", "wait");
    }
  }

  /** An update is dropped while another thread is at it. */
  private static final class Hasty extends JournalRecords {
    private static final AtomicInteger SAVING = new AtomicInteger();

    Hasty(Path folder) {
      super(folder);
    }

    @Override
    public DeploymentRecord save(DeploymentKey key, DeployedService service) {
      boolean alone = SAVING.incrementAndGet() == 1;
      try {
        if (find(key).isEmpty()) {
          return super.save(key, service);
        }
        pause(20);
        if (alone) {
          return super.save(key, service);
        }
        return new DeploymentRecord(key, service, Instant.now(), Instant.now());
      } finally {
        SAVING.decrementAndGet();
      }
    }
  }
}
