package ai.holodeck.deploy.cli.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

final class HaveFewAbstractMethods extends ArchCondition<JavaClass> {

  private final int most;

  HaveFewAbstractMethods(int most) {
    super("have at most " + most + " abstract methods");
    this.most = most;
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    long count =
        type.getMethods().stream()
            .filter(method -> method.getModifiers().contains(JavaModifier.ABSTRACT))
            .count();
    events.add(
        new SimpleConditionEvent(
            type, count <= most, type.getName() + " has " + count + " abstract methods"));
  }
}
