package dev.tutti.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class JsonBodyTest {

  @Test
  void leaves_every_other_byte_as_it_was() {
    var body = "{ \"a\" : 1.50 ,\"model\" :  \"x\", \"b\":[ null ,{\"model\":2}] }";
    assertThat(edited(body, JsonEdits.none().set("model", "fast")))
        .isEqualTo("{ \"a\" : 1.50 ,\"model\" :  \"fast\", \"b\":[ null ,{\"model\":2}] }");
  }

  @Test
  void appends_what_is_set_but_missing() {
    assertThat(edited("{\"a\":1 }", JsonEdits.none().set("model", "fast")))
        .isEqualTo("{\"a\":1 ,\"model\":\"fast\"}");
    assertThat(edited("{}", JsonEdits.none().set("model", "fast")))
        .isEqualTo("{\"model\":\"fast\"}");
  }

  @Test
  void leaves_alone_what_is_only_to_be_replaced() {
    assertThat(edited("{\"a\":1}", JsonEdits.none().replace("model", "fast")))
        .isEqualTo("{\"a\":1}");
  }

  @Test
  void edits_that_say_what_is_there_copy_nothing() {
    var bytes = "{\"model\" : \"fast\",\"a\":1}".getBytes(StandardCharsets.UTF_8);
    var body = JsonBody.parse(bytes);
    var same = JsonEdits.none().set("model", "fast").replace("b", 2).remove("c");
    assertThat(body.with(same)).isSameAs(bytes);
    assertThat(body.with(JsonEdits.none())).isSameAs(bytes);
    assertThat(body.with(same.set("d", 1))).isNotSameAs(bytes);
    assertThat(body.with(same.set("model", "slow"))).isNotSameAs(bytes);
  }

  @Test
  void removes_with_the_comma() {
    var removing = JsonEdits.none().remove("b");
    assertThat(edited("{\"a\":1,\"b\":2,\"c\":3}", removing)).isEqualTo("{\"a\":1,\"c\":3}");
    assertThat(edited("{\"b\":2,\"c\":3}", removing)).isEqualTo("{\"c\":3}");
    assertThat(edited("{\"a\":1,\"b\":2}", removing)).isEqualTo("{\"a\":1}");
    assertThat(edited("{\"b\":2}", removing)).isEqualTo("{}");
  }

  @Test
  void random_edits_of_random_objects_mean_the_same_as_edits_of_the_tree() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      var tree = randomObject(random);
      var text = pretty(tree, random);
      var edits = JsonEdits.none();
      for (var name : List.of("a", "b", "c", "d")) {
        switch (random.nextInt(4)) {
          case 0 -> {
            edits = edits.set(name, "set");
            tree.put(name, "set");
          }
          case 1 -> {
            edits = edits.replace(name, 7);
            if (tree.has(name)) {
              tree.put(name, 7);
            }
          }
          case 2 -> {
            edits = edits.remove(name);
            tree.remove(name);
          }
          default -> {}
        }
      }
      assertThat(Json.tree(edited(text, edits))).as("seed %d: %s", seed, text).isEqualTo(tree);
    }
  }

  @Test
  void numbers_are_read_as_they_were_written_and_nothing_else_is_one() {
    var body =
        JsonBody.parse(
            "{\"a\":0,\"b\":-1.5e2 ,\"c\":\"0\",\"d\":null,\"e\":1,\"e\":0.0}"
                .getBytes(StandardCharsets.UTF_8));
    assertThat(body.number("a")).hasValue(0);
    assertThat(body.number("b")).hasValue(-150);
    assertThat(body.number("c")).isEmpty();
    assertThat(body.number("d")).isEmpty();
    assertThat(body.number("e")).as("the last one counts").hasValue(0);
    assertThat(body.number("f")).isEmpty();
  }

  @Test
  void what_is_not_an_object_is_the_upstreams_fault() {
    assertThatThrownBy(() -> JsonBody.parse("[1]".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.UPSTREAM_ERROR));
  }

  private static ObjectNode randomObject(Random random) {
    var tree = Json.object();
    for (var name : List.of("d", "a", "x", "c", "b")) {
      switch (random.nextInt(4)) {
        case 0 -> tree.put(name, random.nextInt(100));
        case 1 -> tree.putArray(name).add("},\"a\":1").addObject().put("a", "é\\\"");
        case 2 -> tree.putObject(name).put("b", (String) null);
        default -> {}
      }
    }
    return tree;
  }

  /** The same object with white space in random places between members. */
  private static String pretty(ObjectNode tree, Random random) {
    var text = new StringBuilder("{");
    tree.forEachEntry(
        (name, value) -> {
          text.append(text.length() > 1 ? "," : "").append(" ".repeat(random.nextInt(3)));
          text.append('"').append(name).append("\"").append(" ".repeat(random.nextInt(2)));
          text.append(":").append(" ".repeat(random.nextInt(3))).append(Json.text(value));
          text.append(random.nextBoolean() ? "\n" : "");
        });
    return text.append('}').append(random.nextBoolean() ? "\n" : "").toString();
  }

  private static String edited(String body, JsonEdits edits) {
    return new String(
        JsonBody.parse(body.getBytes(StandardCharsets.UTF_8)).with(edits), StandardCharsets.UTF_8);
  }
}
