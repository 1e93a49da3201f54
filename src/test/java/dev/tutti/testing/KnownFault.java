package dev.tutti.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Ids of the reported faults that a test shows to be mended, such as {@code SECURITY-F1}; the test
 * failed before. {@code suites/faults/run} runs exactly these tests and counts them by id.
 */
@Tag(KnownFault.TAG)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface KnownFault {
  /** Tag of all these tests. */
  String TAG = "known-fault";

  /** Ids: the list's name, a hyphen, and the fault's number in it. */
  String[] value();
}
