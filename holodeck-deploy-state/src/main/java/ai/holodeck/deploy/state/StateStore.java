package ai.holodeck.deploy.state;

import ai.holodeck.deploy.state.PendingFile.Audience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Both state files as one. Readers take no lock. Writers take {@link StoreLock}, put all new
 * content on the disk, and then rename one file after the other:
 *
 * <ul>
 *   <li>to save: first ours, then the shared one. Between the two, ours is newer and counts;
 *   <li>to remove: first the shared one, then ours. Between the two, ours still has the record:
 *       nothing was removed.
 * </ul>
 *
 * <p>So a crash at any point leaves the state before or after, and the next write brings the shared
 * file up to date.
 */
final class StateStore {
  private static final int READ_AGAIN = 10;

  private final StateFolder folder;
  private final ChangeQueue queue = new ChangeQueue();

  StateStore(StateFolder folder) {
    this.folder = folder;
  }

  Contents read() {
    return load().contents();
  }

  /**
   * Changes the state by a function of it, whose result it gives; nobody else changes it meanwhile.
   */
  Contents change(UnaryOperator<Contents> step) {
    return queue.make(step, this::write);
  }

  /** As {@link #change}, for a step that takes a record away; not together with other changes. */
  Contents remove(UnaryOperator<Contents> step) {
    return write(step);
  }

  private Contents write(UnaryOperator<Contents> step) {
    return StoreLock.holding(folder, () -> changed(step));
  }

  private Contents changed(UnaryOperator<Contents> step) throws IOException {
    Loaded before = load();
    Contents next = step.apply(before.contents());
    if (next.equals(before.contents())) {
      return next;
    }
    folder.tidy();
    if (next.records().keySet().containsAll(before.contents().records().keySet())) {
      put(before, next, Order.OWN_FIRST);
    } else {
      // Where the shared file is the newer one, ours learns that first: until the last rename
      // nothing looks older.
      put(before, before.contents(), Order.OWN_FIRST);
      put(load(), next, Order.SHARED_FIRST);
    }
    return next;
  }

  private void put(Loaded before, Contents next, Order order) throws IOException {
    OwnFile own = OwnFile.of(next);
    SharedFile shared = before.shared().with(next.records().values());
    List<PendingFile> files = new ArrayList<>();
    try {
      if (!own.equals(before.own())) {
        files.add(PendingFile.write(folder.ownFile(), Json.write(own), Audience.OWNER));
      }
      if (!shared.equals(before.shared())) {
        files.add(PendingFile.write(folder.sharedFile(), Json.write(shared), Audience.AS_UMASK));
      }
      if (order == Order.SHARED_FIRST) {
        Collections.reverse(files);
      }
      for (PendingFile file : files) {
        file.commit();
      }
    } finally {
      files.forEach(PendingFile::close);
    }
  }

  /** Both files as they were at one moment, or as a crash at that moment would have left them. */
  private Loaded load() {
    for (int attempt = 0; ; attempt++) {
      String before = stamp(folder.ownFile());
      Loaded loaded = Loaded.of(own(), shared());
      if (stamp(folder.ownFile()).equals(before) || attempt == READ_AGAIN) {
        return loaded;
      }
    }
  }

  /** Differs after each write, also after one that puts back what was there before. */
  private static String stamp(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.fileKey() + " " + attributes.lastModifiedTime();
    } catch (IOException e) {
      return "none";
    }
  }

  private OwnFile own() {
    Path file = folder.ownFile();
    return bytes(file)
        .map(content -> Json.read(file, content, OwnFile.class, OwnFile.WAY_OUT))
        .orElseGet(OwnFile::empty);
  }

  private SharedFile shared() {
    Path file = folder.sharedFile();
    return bytes(file)
        .map(content -> Json.read(file, content, SharedFile.class, SharedFile.WAY_OUT))
        .orElseGet(SharedFile::empty);
  }

  private static Optional<byte[]> bytes(Path file) {
    try {
      return Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      if (Files.isSymbolicLink(file)) {
        throw Failure.unreadable(
            file, new IOException("it is a link to a file that is not there", e));
      }
      return Optional.empty();
    } catch (IOException e) {
      throw Failure.unreadable(file, e);
    }
  }

  private enum Order {
    OWN_FIRST,
    SHARED_FIRST
  }

  private record Loaded(OwnFile own, SharedFile shared, Contents contents) {
    static Loaded of(OwnFile own, SharedFile shared) {
      return new Loaded(own, shared, Contents.merge(own, shared));
    }
  }
}
