package ai.holodeck.deploy.cli.adapter;

import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.error.ErrorCategory;
import ai.holodeck.deploy.error.ErrorCode;
import com.google.inject.CreationException;
import com.google.inject.Provider;
import com.google.inject.ProvisionException;
import com.google.inject.spi.Message;
import java.util.function.Supplier;
import java.util.zip.ZipException;

/**
 * Says what is wrong with an adapter, without the messages of its own exceptions: those may hold
 * anything.
 */
final class AdapterFault {

  /** The failures of an adapter as such. */
  enum Code implements ErrorCode {
    /** An adapter that is installed does not work. */
    ADAPTER_BROKEN;

    @Override
    public String id() {
      return name();
    }

    @Override
    public ErrorCategory category() {
      return ErrorCategory.CONFIGURATION;
    }
  }

  private AdapterFault() {}

  static String describe(Throwable fault) {
    if (fault instanceof ClassNotFoundException) {
      return "its class " + fault.getMessage() + " is missing";
    }
    if (fault instanceof NoSuchMethodException) {
      return "its module has no public constructor without parameters";
    }
    if (fault instanceof ClassCastException) {
      return "its module is no Guice module";
    }
    if (fault instanceof LinkageError || fault instanceof ZipException) {
      return fault.getClass().getSimpleName() + ": " + fault.getMessage();
    }
    if (fault instanceof CreationException creation) {
      return creation.getErrorMessages().stream()
          .findFirst()
          .map(AdapterFault::describe)
          .orElse("Guice refuses it");
    }
    return fault.getClass().getName();
  }

  private static String describe(Message message) {
    return message.getCause() != null
        ? message.getCause().getClass().getName()
        : message.getMessage().lines().findFirst().orElse("Guice refuses it");
  }

  /** What an adapter contributes, made when it is asked for; a failure names the adapter. */
  static <T> Supplier<T> guarded(WiredAdapter adapter, Provider<? extends T> provider) {
    return () -> {
      try {
        return provider.get();
      } catch (ProvisionException e) {
        if (e.getCause() instanceof DeployException known) {
          throw known;
        }
        throw broken(adapter, e.getCause() == null ? e : e.getCause());
      } catch (LinkageError e) {
        throw broken(adapter, e);
      }
    };
  }

  private static DeployException broken(WiredAdapter adapter, Throwable fault) {
    return new DeployException(
        Code.ADAPTER_BROKEN,
        "the adapter "
            + adapter.module().getName()
            + " from "
            + adapter.source()
            + " does not start: "
            + describe(fault),
        "install a version of it that fits this one, or remove it",
        fault);
  }
}
