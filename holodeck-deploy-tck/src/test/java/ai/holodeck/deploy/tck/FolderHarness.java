package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.image.EngineImage;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** Reaches a builder of folders. */
record FolderHarness(FolderBuilder builder, Duration patience) implements ImageBuilderHarness {
  @Override
  public String engine() {
    return "folders";
  }

  @Override
  public String baseImage() {
    return FolderEngine.BASE;
  }

  @Override
  public List<String> layers(EngineImage image) {
    return Objects.requireNonNull(builder.engine.images.get(image.imageId())).layers();
  }

  @Override
  public List<String> steps() {
    return builder.engine.steps();
  }

  @Override
  public void removeImages(String value) {
    builder.engine.close();
  }

  /** The contract as an adapter's author extends it, on whatever {@link #run} was given. */
  static final class Contract extends ImageBuilderContract {
    private static final ThreadLocal<Supplier<ImageBuilderHarness>> NEXT = new ThreadLocal<>();

    static KitRun run(Supplier<FolderBuilder> builder, Duration patience) {
      NEXT.set(() -> new FolderHarness(builder.get(), patience));
      return KitRun.of(Contract.class);
    }

    @Override
    protected ImageBuilderHarness harness() {
      return NEXT.get().get();
    }
  }
}
