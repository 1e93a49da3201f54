package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.ApiDescription;
import dev.tutti.testing.ApiDescription.Operation;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingAdmin;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Parameters that an address of the administration has and nobody reads. */
class AddressParametersTest {
  @RegisterExtension static final Rig RIG = Rig.of(Rig.PLAIN);

  @TestFactory
  List<DynamicTest> every_endpoint_reads_the_parameters_that_are_documented() {
    try (var admin = new TestingAdmin(RIG.tutti().url(), "")) {
      return new ApiDescription(admin.get("/openapi.json").json())
          .operations().stream()
              .filter(each -> each.path().startsWith("/admin/"))
              .map(
                  each ->
                      DynamicTest.dynamicTest(
                          each.method() + " " + each.path(), () -> refused(each)))
              .toList();
    }
  }

  private static void refused(Operation operation) {
    try (var admin = new TestingAdmin(RIG.tutti().url(), "")) {
      var path = operation.path().replaceAll("\\{\\w+}", "x");
      var answer = admin.ask(operation.method(), path + "?nobody_reads=1", "");
      assertThat(answer.status()).as(answer.text()).isEqualTo(400);
      var message = answer.json().path("error").path("message").asString();
      assertThat(message).startsWith("nobody_reads: no parameter of " + operation.method());
      assertThat(told(message)).containsExactlyInAnyOrderElementsOf(documented(operation));
    }
  }

  private static List<String> told(String message) {
    var expected = message.replaceFirst(".*\\(expected: ", "").replaceFirst("\\)$", "");
    return Stream.of(expected.split(", ")).filter(each -> !each.equals("none")).toList();
  }

  private static List<String> documented(Operation operation) {
    return operation.parameters().stream()
        .filter(each -> each.path("in").asString("").equals("query"))
        .map(each -> each.path("name").asString(""))
        .toList();
  }

  @Test
  void what_was_meant_is_told_and_model_apis_let_strange_ones_pass() {
    try (var admin = new TestingAdmin(RIG.tutti().url(), "")) {
      var mistyped = admin.get("/admin/calls?fliter=model%3Dsim");
      assertThat(mistyped.status()).isEqualTo(400);
      assertThat(mistyped.text()).contains("did you mean filter?");
      assertThat(admin.get("/v1/models?colour=red").status()).isEqualTo(200);
    }
  }
}
