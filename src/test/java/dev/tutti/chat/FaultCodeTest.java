package dev.tutti.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Codes of errors that callers may rely on. */
class FaultCodeTest {
  @ParameterizedTest
  @EnumSource(FaultCode.class)
  void the_page_of_errors_has_every_code(FaultCode code) throws IOException {
    assertThat(Files.readString(Path.of("docs/errors.md"))).contains("\n| `" + code.code() + "` |");
  }
}
