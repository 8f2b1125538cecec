package ai.holodeck.deploy.tck;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Stores whose release log is wrong in its file, or when several use it. */
final class WrongLogFiles {
  private WrongLogFiles() {}

  static List<WrongStore> all() {
    return List.of(
        WrongStore.log(
            "REL-21",
            folder ->
                new JournalLog(folder) {
                  @Override
                  <T> T betweenProcesses(FileChannel channel, Supplier<T> work) throws IOException {
                    return WrongRecordFiles.unguarded(this, work);
                  }
                }),
        WrongStore.log(
            "REL-23",
            folder ->
                new JournalLog(folder) {
                  @Override
                  void append(List<String> words) {
                    if (words.get(0).equals("begin")
                        && !of(JournalRecords.toKey(words)).isEmpty()) {
                      List<String> half = new ArrayList<>(words);
                      half.set(9, "");
                      write(half);
                      pause(30);
                    }
                    write(words);
                  }
                }),
        WrongStore.log(
            "REL-24",
            folder ->
                new JournalLog(folder) {
                  @Override
                  void newer(String version) {}
                }),
        WrongStore.log(
            "REL-25",
            folder ->
                new JournalLog(folder) {
                  @Override
                  void malformed(String line) {}
                }),
        WrongStore.log(
            "REL-26",
            folder ->
                new JournalLog(folder) {
                  @Override
                  <T> T reading(Supplier<T> work) {
                    WrongRecordFiles.refuseWhileWritten(this);
                    return super.reading(work);
                  }
                }));
  }
}
