package dev.tutti.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class StrictSchemaTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'type':'integer','minimum':1,'maximum':5}      | {'type':'integer','description':'(minimum: 1, maximum: 5)'}
          {'type':'string','description':'A word','maxLength':9} | {'type':'string','description':'A word (maxLength: 9)'}
          {'type':'string','format':'date'}               | {'type':'string','format':'date'}
          {'type':'string','format':'color'}              | {'type':'string','description':'(format: "color")'}
          {'type':'array','items':{'type':'string'},'minItems':1} | {'type':'array','items':{'type':'string'},'minItems':1}
          {'type':'array','items':{'type':'string'},'minItems':3} | {'type':'array','items':{'type':'string'},'description':'(minItems: 3)'}
          {'oneOf':[{'type':'string'},{'type':'null'}]}   | {'anyOf':[{'type':'string'},{'type':'null'}]}
          {'$schema':'x','enum':['a','b']}                | {'enum':['a','b']}
          {'type':'object','properties':{'a':{'const':1}}} | {'type':'object','properties':{'a':{'const':1}},'additionalProperties':false}
          """)
  void says_the_same_in_the_subset(String schema, String expected) {
    assertThat(StrictSchema.of(tree(schema))).contains(tree(expected));
  }

  @Test
  void follows_references_that_end() {
    var schema =
        tree(
            "{'$defs':{'a':{'type':'object','properties':{'b':{'$ref':'#/$defs/b'},'c':{'$ref':'#/$defs/b'}}},"
                + "'b':{'type':'string'}},'type':'object','properties':{'a':{'$ref':'#/$defs/a'}}}");
    var strict = StrictSchema.of(schema).orElseThrow();
    JsonNode inner = strict.path("$defs").path("a");
    assertThat(inner.path("additionalProperties").isBoolean()).isTrue();
    assertThat(strict.path("properties").path("a").path("$ref").asString()).isEqualTo("#/$defs/a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'object'}",
        "{'type':'object','properties':{'a':{}},'additionalProperties':true}",
        "{'type':'object','properties':{'a':{'type':'object','additionalProperties':{'type':'string'}}}}",
        "{'type':'object','properties':{'next':{'$ref':'#'}}}",
        "{'$defs':{'n':{'type':'object','properties':{'next':{'anyOf':[{'$ref':'#/$defs/n'},{'type':'null'}]}}}},'$ref':'#/$defs/n'}",
        "{'$ref':'https://example.com/schema.json'}",
        "{'enum':[{'a':1}]}",
        "{'type':'array','items':[{'type':'string'}]}"
      })
  void knows_what_the_subset_cannot_say(String schema) {
    assertThat(StrictSchema.of(tree(schema))).isEmpty();
  }

  private static ObjectNode tree(String json) {
    return (ObjectNode)
        Json.tree(
            json.replace('\'', '"').replace("(format: \"color\")", "(format: \\\"color\\\")"));
  }
}
