package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.RouteTable;
import dev.tutti.chat.Json;
import dev.tutti.http.Rights;
import dev.tutti.security.Role;
import dev.tutti.skill.api.Yaml;
import dev.tutti.testing.ApiDescription;
import dev.tutti.testing.ApiDescription.Operation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * docs/openapi.yaml, compared with the routes of a server, without those that serve the console's
 * own pages. Answers: see {@link AnswerSchemaTest}.
 */
class OpenApiTest {
  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)(\\.\\.\\.)?}");

  @TempDir private Path folder;
  private final ApiDescription description;

  OpenApiTest() throws Exception {
    var text = Files.readString(Path.of("docs/openapi.yaml"));
    description =
        new ApiDescription(Json.valueOf(Objects.requireNonNull(Yaml.read("openapi", text))));
  }

  @Test
  void every_route_has_its_operation_and_every_operation_its_route() {
    assertThat(description.operations().stream().map(OpenApiTest::described))
        .containsExactlyInAnyOrderElementsOf(
            RouteTable.read(folder).stream()
                .filter(each -> !each.path().startsWith("/console"))
                .map(OpenApiTest::routed)
                .toList());
  }

  /** A route in one line: variables with slashes are marked, roles follow. */
  private static String routed(Rights right) {
    var roles = right.roles().stream().map(Role::word).sorted().toList();
    return right.method() + " " + right.path() + " " + roles;
  }

  private static String described(Operation operation) {
    var path =
        VARIABLE
            .matcher(operation.path())
            .replaceAll(each -> hasSlashes(operation, each.group(1)) ? "{$1...}" : "{$1}");
    var roles =
        operation.json().path("x-tutti-roles").valueStream().map(JsonNode::asString).sorted();
    return operation.method() + " " + path + " " + roles.toList();
  }

  private static boolean hasSlashes(Operation operation, String variable) {
    return operation.parameters().stream()
        .filter(each -> each.path("name").asString("").equals(variable))
        .anyMatch(each -> each.path("x-tutti-slashes").asBoolean(false));
  }

  @Test
  void every_variable_of_a_path_is_a_parameter() {
    assertThat(description.operations())
        .allSatisfy(
            each -> {
              var variables =
                  VARIABLE.matcher(each.path()).results().map(found -> found.group(1)).toList();
              assertThat(each.parameters())
                  .filteredOn(parameter -> parameter.path("in").asString("").equals("path"))
                  .allMatch(parameter -> parameter.path("required").asBoolean(false))
                  .extracting(parameter -> parameter.path("name").asString(""))
                  .containsExactlyElementsOf(variables);
            });
  }

  @Test
  void operations_have_summaries_and_names_of_their_own() {
    assertThat(description.operations())
        .extracting(each -> each.json().path("operationId").asString(""))
        .doesNotContain("")
        .doesNotHaveDuplicates();
    assertThat(description.operations())
        .extracting(each -> each.json().path("summary").asString(""))
        .allMatch(summary -> summary.endsWith("."));
  }

  @Test
  void what_needs_no_key_says_so_and_the_rest_may_be_refused() {
    assertThat(description.operations())
        .allSatisfy(
            each -> {
              boolean isOpen = each.json().path("x-tutti-roles").isEmpty();
              assertThat(each.json().path("security").isArray()).isEqualTo(isOpen);
              assertThat(each.json().path("responses").has("default")).isEqualTo(!isOpen);
            });
  }

  @Test
  void references_lead_somewhere() {
    assertThat(description.brokenReferences()).isEqualTo(List.of());
  }
}
