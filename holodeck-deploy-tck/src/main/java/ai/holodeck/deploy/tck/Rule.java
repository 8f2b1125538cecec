package ai.holodeck.deploy.tck;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Makes a method the test of one rule. A failure names the rule. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Test
@ExtendWith(RuleFailures.class)
public @interface Rule {
  /**
   * Three letters for the contract, a dash, two digits: {@code DEP-03}. Never used again for
   * another rule.
   */
  String id();

  /** One sentence with MUST or MAY, in the words of RFC 2119. */
  String text();
}
