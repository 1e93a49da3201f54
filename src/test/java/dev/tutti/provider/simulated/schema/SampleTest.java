package dev.tutti.provider.simulated.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class SampleTest {
  private static final int SEEDS = 40;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'type':'object','properties':{'city':{'type':'string'},'days':{'type':'integer'}},'required':['city','days'],'additionalProperties':false}",
        "{'type':'object','required':['a','b'],'properties':{'a':{'const':7}}}",
        "{'type':'object','minProperties':4,'maxProperties':5,'properties':{'a':{},'b':{'type':'null'}}}",
        "{'type':'object','properties':{'never':false,'a':true},'maxProperties':1}",
        "{'enum':['red',2,null,{'x':[1]}]}",
        "{'type':['string','null'],'minLength':3,'maxLength':5}",
        "{'type':'string','minLength':200}",
        "{'type':'string','format':'date-time'}",
        "{'type':'array','items':{'format':'uuid','type':'string'},'minItems':3,'uniqueItems':true}",
        "{'type':'array','items':{'enum':['a','b','c']},'minItems':3,'uniqueItems':true}",
        "{'type':'array','items':{'type':'boolean'},'uniqueItems':true,'maxItems':9}",
        "{'type':'array','prefixItems':[{'type':'string'},{'type':'number'}],'items':false}",
        "{'type':'array','contains':{'const':5},'minContains':2,'items':{'type':'integer'}}",
        "{'type':'array','minItems':2,'maxItems':2,'items':{'type':'array','items':{'type':'number','minimum':0,'maximum':1}}}",
        "{'type':'integer','minimum':10,'maximum':10}",
        "{'type':'integer','exclusiveMinimum':4,'exclusiveMaximum':6}",
        "{'type':'integer','maximum':-3,'multipleOf':4}",
        "{'type':'number','exclusiveMinimum':0,'exclusiveMaximum':1}",
        "{'type':'number','minimum':0.25,'maximum':0.5}",
        "{'type':'number','multipleOf':0.1,'minimum':0.3}",
        "{'anyOf':[{'type':'string','maxLength':4},{'type':'integer','minimum':5}]}",
        "{'oneOf':[{'type':'object','properties':{'kind':{'const':'cat'}},'required':['kind']},{'type':'object','properties':{'kind':{'const':'dog'},'age':{'type':'integer'}},'required':['kind','age']}]}",
        "{'allOf':[{'type':'object','properties':{'a':{'type':'integer','minimum':3}},'required':['a']},{'properties':{'a':{'maximum':4},'b':{'type':'string'}},'required':['b']}]}",
        "{'type':'integer','allOf':[{'minimum':5},{'maximum':6}]}",
        "{'$defs':{'leaf':{'type':'object','properties':{'v':{'$ref':'#/$defs/word'}},'required':['v'],'additionalProperties':false},'word':{'type':'string','pattern':'^[A-Z]{3}-\\\\d{2,4}$'}},'$ref':'#/$defs/leaf'}",
        "{'type':'object','properties':{'value':{'type':'integer'},'next':{'anyOf':[{'$ref':'#'},{'type':'null'}]}},'required':['value','next'],'additionalProperties':false}",
        "{'$defs':{'tree':{'type':'object','properties':{'name':{'type':'string'},'children':{'type':'array','items':{'$ref':'#/$defs/tree'}}},'required':['name','children'],'additionalProperties':false}},'$ref':'#/$defs/tree'}",
        "{'$defs':{'sum':{'type':'object','properties':{'left':{'$ref':'#/$defs/term'},'right':{'$ref':'#/$defs/term'}},'required':['left','right'],'additionalProperties':false},'term':{'anyOf':[{'$ref':'#/$defs/sum'},{'type':'number'}]}},'$ref':'#/$defs/sum'}",
        "{'type':'object','properties':{'self':{'$ref':'#'}}}",
        "{'type':'string','pattern':'^(?:mon|tue)day$'}",
        "{'type':'string','pattern':'^[a-z]+([-_][a-z0-9]+)*$','minLength':12,'maxLength':20}",
        "{'type':'string','pattern':'^[^\\\\s@]+@[^\\\\s@]+\\\\.[a-z]{2,}$'}",
        "{'type':'string','pattern':'^\\\\+?[1-9]\\\\d{1,14}$'}",
        "{'type':'string','pattern':'^[\\\\u4e00-\\\\u9fa5]{2,4}$'}",
      })
  void writes_what_the_schema_allows(String schema) {
    var tree = tree(schema);
    var check =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(tree);
    for (int seed = 0; seed < SEEDS; seed++) {
      var sample = sample(tree, seed);
      var errors =
          check.validate(
              sample, run -> run.executionConfig(how -> how.formatAssertionsEnabled(true)));
      assertThat(errors).as("%s", sample).isEmpty();
    }
  }

  @Test
  void writes_the_same_by_the_same_chance() {
    var schema = tree("{'type':'array','items':{'type':'number'},'minItems':5}");
    assertThat(sample(schema, 3)).isEqualTo(sample(schema, 3)).isNotEqualTo(sample(schema, 4));
  }

  @Test
  void says_that_texts_are_simulated() {
    var schema = tree("{'type':'object','properties':{'city':{'type':'string'}}}");
    assertThat(sample(schema, 1).path("city").asString()).startsWith("simulated city");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'object','properties':{'a':{'$ref':'#'}},'required':['a']}",
        "{'$ref':'#'}",
        "{'allOf':[{'$ref':'#'}]}",
        "{'$ref':'#/$defs/missing'}",
        "{'type':'string','minLength':1000000000}",
        "{'type':'array','minItems':100000}",
        "{'type':'array','minItems':100,'items':{'type':'array','minItems':100}}",
        "{'type':'object','properties':{'a':{'$ref':'#'},'b':{'$ref':'#'}},'required':['a','b']}",
        "{'type':'array','items':{'type':'boolean'},'minItems':3,'uniqueItems':true}",
        "{'$ref':'#/%zz'}",
        "{'allOf':[{'properties':5},{'properties':{}}]}",
        "{'allOf':[{'required':'a'},{'required':['b']}]}",
        "{'allOf':[{'minimum':'a'},{'minimum':'b'}]}",
      })
  void refuses_what_it_cannot_write_and_names_the_place(String schema) {
    var fault = catchThrowableOfType(Fault.class, () -> sample(tree(schema), 1));
    assertThat(fault.param()).contains("here");
    assertThat(fault).hasMessageContaining("expected");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^(((a{1000}){1000}){1000}){1000}$",
        "((((((){1000}){1000}){1000}){1000}){1000}){1000}",
        "a{",
        "[a",
        "(?=x)y",
        "\\",
        "[z-a]",
        "a{99999999999}",
        "\\uZZZZ",
        "(?<name",
        "[\\p{",
        "\\p{L",
        "[\\p{L",
        "(?<"
      })
  void writes_plain_words_where_a_pattern_is_beyond_it(String pattern) {
    var schema = Json.object().put("type", "string").put("pattern", pattern);
    assertThat(sample(schema, 1).asString()).startsWith("simulated");
  }

  /** Two joins on each of forty levels are a million million in three thousand bytes. */
  @Test
  @Timeout(20)
  void refuses_a_schema_that_joins_without_end() {
    var schema = Json.object().put("$ref", "#/$defs/a0");
    var parts = schema.putObject("$defs");
    for (int i = 0; i < 40; i++) {
      var twice = parts.putObject("a" + i).putArray("allOf");
      twice.addObject().put("$ref", "#/$defs/a" + (i + 1));
      twice.addObject().put("$ref", "#/$defs/a" + (i + 1));
    }
    parts.putObject("a40").put("type", "string");
    var fault = catchThrowableOfType(Fault.class, () -> sample(schema, 1));
    assertThat(fault).hasMessageContaining("steps").hasMessageContaining("expected");
  }

  /** Long texts of a pattern that takes many tries, in a long list. */
  @Test
  @Timeout(20)
  void refuses_patterns_that_take_too_long_together() {
    var schema = Json.object().put("type", "array").put("minItems", 5_000);
    schema
        .putObject("items")
        .put("type", "string")
        .put("pattern", "[" + "a".repeat(3_000) + "]{4000}")
        .put("minLength", 4_000);
    var fault = catchThrowableOfType(Fault.class, () -> sample(schema, 1));
    assertThat(fault).hasMessageContaining("steps");
  }

  @Test
  void joining_leaves_the_schema_as_it_was() {
    var schema =
        tree(
            "{'allOf':[{'properties':{'a':{}},'required':['a']},{'properties':{'a':{'type':'integer'},'b':{}},'required':['b']}]}");
    var before = schema.deepCopy();
    assertThat(sample(schema, 1).path("a").isIntegralNumber()).isTrue();
    assertThat(schema).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'integer','minimum':-1,'maximum':9223372036854775807}",
        "{'type':'integer','minimum':-9223372036854775808,'maximum':9223372036854775807}",
        "{'type':'integer','minimum':5,'multipleOf':0}",
        "{'type':'number','minimum':1e9,'multipleOf':1e-10}",
        "{'type':'number','minimum':-1e300,'maximum':1e300}",
      })
  void writes_numbers_of_any_range(String schema) {
    assertThat(sample(tree(schema), 1).isNumber()).isTrue();
  }

  @Test
  void survives_deep_patterns() {
    var schema = Json.object().put("type", "string").put("pattern", "(".repeat(100_000));
    assertThat(sample(schema, 1).asString()).startsWith("simulated");
  }

  private static JsonNode sample(ObjectNode schema, long seed) {
    return Sample.of(schema, "here", new SplittableRandom(seed), new SampleBudget());
  }

  private static ObjectNode tree(String json) {
    return (ObjectNode) Json.tree(json.replace('\'', '"'));
  }
}
