package ai.holodeck.deploy.cli.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

final class LieInANullMarkedPackage extends ArchCondition<JavaClass> {

  LieInANullMarkedPackage() {
    super("lie in a package with a package-info that is @NullMarked");
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    boolean marked = type.getPackage().tryGetAnnotationOfType(NullMarked.class).isPresent();
    events.add(
        new SimpleConditionEvent(
            type,
            marked,
            type.getName() + (marked ? " lies" : " does not lie") + " in a null-marked package"));
  }
}
