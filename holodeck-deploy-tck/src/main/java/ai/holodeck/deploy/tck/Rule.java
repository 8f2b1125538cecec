package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.service.Capability;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;

/** Makes a method of a {@link Contract} the test of one rule. A failure names the rule. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Test
public @interface Rule {
  /**
   * Three letters for the contract, a dash, two digits: {@code DEP-03}. Never used again for
   * another rule.
   */
  String id();

  /** One sentence with MUST or MAY, in the words of RFC 2119. */
  String text();

  /**
   * What an adapter must have declared for the rule to hold. Where it has not, the kit asserts
   * instead that it refuses what it has not declared.
   */
  Capability[] needs() default {};
}
