package dev.tutti.skill.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.template.Template;
import dev.tutti.template.api.Loader;
import dev.tutti.template.api.Options;
import dev.tutti.template.api.Source;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** Names in templates are held to the schema of the inputs, and the ones behind them too. */
class InputSchemaTest {
  private static final InputSchema SCHEMA =
      of(
          """
          {"properties": {
            "closed": {"type": "object", "properties": {"a": {}, "name": {}}, "additionalProperties": false},
            "open": {"type": "object", "properties": {"name": {}, "address": {"properties": {"city": {}}}}},
            "free": {"properties": {"name": {}}, "additionalProperties": true},
            "patterned": {"properties": {"name": {}}, "patternProperties": {"^x": {}}},
            "table": {"additionalProperties": {"properties": {"price": {}}, "additionalProperties": false}},
            "list": {"type": "array", "items": {"type": "object", "properties": {"title": {}, "rows":
                {"type": "array", "items": {"$ref": "#/$defs/row"}}}, "additionalProperties": false}},
            "pair": {"prefixItems": [{"type": "object", "properties": {"a": {}}, "additionalProperties": false}]},
            "row": {"$ref": "#/$defs/row"},
            "far": {"$ref": "https://example.org/row.json"},
            "lost": {"$ref": "#/$defs/nowhere"},
            "tree": {"$ref": "#/$defs/tree"},
            "maybe": {"anyOf": [{"$ref": "#/$defs/row"}, {"type": "null"}]},
            "either": {"oneOf": [{"$ref": "#/$defs/row"}, {"properties": {"sum": {}}, "additionalProperties": false}]},
            "whatever": {"anyOf": [{"$ref": "#/$defs/row"}, {"description": "anything"}]},
            "wider": {"properties": {"own": {}}, "allOf": [{"properties": {"other": {}}}], "then": {"properties": {"late": {}}}},
            "circle": {"allOf": [{"$ref": "#/properties/circle"}, {"$ref": "#/properties/circle"}]},
            "text": {"type": "string"}, "any": true, "values": {}},
           "$defs": {
            "row": {"type": ["object", "null"], "properties": {"cell": {}}, "additionalProperties": false},
            "tree": {"properties": {"label": {}, "children": {"items": {"$ref": "#/$defs/tree"}}}, "additionalProperties": false}}}
          """);

  private static InputSchema of(String schema) {
    return new InputSchema((ObjectNode) Json.tree(schema));
  }

  private static String flaws(InputSchema schema, String text) {
    var partial = Map.of("p.md", "\n{{ closed.naem }}{{ it.titel }}");
    var template =
        Template.compile(new Source("p", text), Loader.of(partial), Options.forPrompts());
    return template.undeclared().stream()
        .flatMap(each -> schema.flaw(each, Set.of("user", "session")).stream())
        .distinct()
        .collect(Collectors.joining("; "));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '~',
      value = {
        "{{ closed.zzz }} ~ p:1:11: `zzz` is no property of `closed` in the input's schema",
        "{{ closed.nmae }} ~ p:1:11: `nmae` is no property of `closed` in the input's schema. Did"
            + " you mean name?",
        "{{ closed['zzz'] }} ~ p:1:10: `zzz` is no property of `closed` in the input's schema",
        "{{ closed.zzz|default('x') }} ~ p:1:11: `zzz` is no property of `closed` in the input's"
            + " schema",
        "{% if closed.nam is defined %}{% endif %} ~ p:1:14: `nam` is no property of `closed` in"
            + " the input's schema. Did you mean name?",
        "{{ open.nmae }} ~ p:1:9: `nmae` is no property of `open` in the input's schema. Did you"
            + " mean name?",
        "{{ open.address.ctiy.x }} ~ p:1:22: `ctiy` is no property of `open.address` in the input's"
            + " schema. Did you mean city?",
        "{{ list[0].zzz }} ~ p:1:12: `zzz` is no property of `list[]` in the input's schema",
        "{{ list[-1].titel }} ~ p:1:13: `titel` is no property of `list[]` in the input's schema."
            + " Did you mean title?",
        "{% for x in list %}\\n"
            + "{{ x.zzz }}{% endfor %} ~ p:2:6: `zzz` is no property of `list[]` in the input's"
            + " schema",
        "{% for x in list if x.zzz %}{% endfor %} ~ p:1:23: `zzz` is no property of `list[]` in the"
            + " input's schema",
        "{% for x in list %}{% for y in x.rows %}{{ y.cel }}{% endfor %}{% endfor %} ~ p:1:46:"
            + " `cel` is no property of `list[].rows[]` in the input's schema. Did you mean cell?",
        "{% set c = closed %}{{ c.zzz }} ~ p:1:26: `zzz` is no property of `closed` in the input's"
            + " schema",
        "{% set r = list[0].rows %}{{ r[0].zzz }} ~ p:1:35: `zzz` is no property of `list[].rows[]`"
            + " in the input's schema",
        "{% with c = closed %}{{ c.zzz }}{% endwith %} ~ p:1:27: `zzz` is no property of `closed`"
            + " in the input's schema",
        "{{ row.zzz }} ~ p:1:8: `zzz` is no property of `row` in the input's schema",
        "{{ tree.children[0].children[0].lable }} ~ p:1:33: `lable` is no property of"
            + " `tree.children[].children[]` in the input's schema. Did you mean label?",
        "{{ maybe.zzz }} ~ p:1:10: `zzz` is no property of `maybe` in the input's schema",
        "{{ either.zzz }} ~ p:1:11: `zzz` is no property of `either` in the input's schema",
        "{{ wider.othre }} ~ p:1:10: `othre` is no property of `wider` in the input's schema. Did"
            + " you mean other?",
        "{{ table.x.prise }} ~ p:1:12: `prise` is no property of `table.x` in the input's schema."
            + " Did you mean price?",
        "{% macro m() %}{{ closed.zzz }}{% endmacro %}{{ m() }} ~ p:1:26: `zzz` is no property of"
            + " `closed` in the input's schema",
        "{% for it in list %}{% include 'p.md' %}{% endfor %} ~ p.md:2:11: `naem` is no property of"
            + " `closed` in the input's schema. Did you mean name?; p.md:2:24: `titel` is no"
            + " property of `list[]` in the input's schema. Did you mean title?",
        "{{ closed.zzz.upper() }} ~ p:1:11: `zzz` is no property of `closed` in the input's schema",
        "{{ closd.a }} ~ p:1:10: `closd` is no property of the input's schema. Did you mean"
            + " closed?",
        "{{ usr }} ~ p:1:4: `usr` is no property of the input's schema. Did you mean user?",
        "{{ text.zzz }} ~ p:1:9: `zzz` is no property of `text` in the input's schema",
        "{{ zzz|default('x') }} ~ p:1:4: `zzz` is no property of the input's schema",
      })
  void refuses(String text, String flaw) {
    assertThat(flaws(SCHEMA, text.replace("\\n", "\n"))).isEqualTo(flaw);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '~',
      value = {
        "{{ closed.a }}{{ closed['name'] }}{{ closed[text] }}",
        "{{ open.birthday }}{{ open.address.zip }}",
        "{{ free.nmae }}{{ patterned.nmae }}{{ any.zzz }}{{ values.zzz }}",
        "{{ table.x.price }}{{ table['any thing'].price }}",
        "{{ list[0].title }}{{ list[0].rows[1].cell }}{{ list|length }}",
        "{% for x in list %}{{ loop.index }}{{ loop.last }}{{ x.title }}{% endfor %}",
        "{% for x in list %}{% for y in x.rows %}{{ y.cell }}{% endfor %}{% endfor %}",
        "{% for closed in list %}{{ closed.title }}{% endfor %}{{ closed.a }}",
        "{% for x in list recursive %}{{ x.cell }}{{ loop(x.rows) }}{% endfor %}",
        "{% for k, v in closed.items() %}{{ k.zzz }}{{ v.zzz }}{% endfor %}",
        "{% for k in closed %}{{ k.zzz }}{% endfor %}{{ closed.get('zzz') }}{{ closed.keys()|list"
            + " }}",
        "{{ pair[0].zzz }}{{ far.zzz }}{{ lost.zzz }}{{ circle.zzz }}",
        "{{ maybe.cell }}{{ either.cell }}{{ either.sum }}{{ whatever.zzz }}",
        "{{ wider.own }}{{ wider.other }}{{ wider.late }}{{ wider.zzz }}",
        "{{ row.cell.zzz }}{{ tree.children[0].children[0].label }}",
        "{% set closed = {'zzz': 1} %}{{ closed.zzz }}",
        "{% set c = closed %}{% set c = {'zzz': 1} %}{{ c.zzz }}",
        "{% if text %}{% set closed = {'zzz': 1} %}{% endif %}{{ closed.zzz }}",
        "{% set c = closed %}{% if text %}{% set c = list[0] %}{% endif %}{{ c.title }}",
        "{% set c = closed|default({}) %}{{ c.zzz }}",
        "{% macro m(closed) %}{{ closed.zzz }}{{ caller.zzz }}{% endmacro %}{{ m(list) }}",
        "{% call(closed) text(1) %}{{ closed.zzz }}{% endcall %}",
        "{% set c %}x{% endset %}{{ c.zzz }}{% with closed = 1 %}{{ closed.zzz }}{% endwith %}",
        "{% set ns = namespace(closed=1) %}{{ ns.closed.zzz }}",
        "{{ closed.name.upper() }}{{ text.split(',')[0] }}{{ closed.name|map(attribute='zzz')|list"
            + " }}",
        "{{ open.nmae|default('') }}{% if open.nmae is defined %}x{% endif %}",
        "{{ user.zzz }}{{ session }}{{ range(3) }}{{ dict(a=1).zzz }}",
      })
  void accepts(String text) {
    assertThat(flaws(SCHEMA, text)).isEmpty();
  }

  @Test
  void names_are_those_that_any_part_of_the_schema_declares() {
    var schema =
        of(
            """
            {"properties": {"a": {}}, "allOf": [{"$ref": "#/$defs/b"}, {"anyOf": [{"properties": {"c": {}}}]}],
             "if": {"properties": {"not": {}}}, "then": {"properties": {"d": {}}}, "$defs": {"b": {"properties": {"b": {}}}}}
            """);
    assertThat(schema.names()).containsExactly("a", "b", "c", "d");
    assertThat(flaws(schema, "{{ a }}{{ b }}{{ c }}{{ d }}")).isEmpty();
  }

  @Test
  void defaults_are_the_values_of_names_that_are_not_given() {
    var schema =
        of(
            """
            {"properties": {"a": {"default": [1]}, "b": {"default": null}, "c": {}, "user": {"default": "x"}}}
            """);
    var given = new HashMap<String, Object>(Map.of("user", "ann"));
    assertThat(new HashMap<String, Object>(schema.complete(given)))
        .containsOnlyKeys("a", "b", "user")
        .containsEntry("a", List.of(1))
        .containsEntry("b", null)
        .containsEntry("user", "ann");
    given.put("a", null);
    assertThat(new HashMap<String, Object>(schema.complete(given))).containsEntry("a", null);
  }

  @Test
  void a_schema_of_references_to_references_is_looked_through_once() {
    var definitions = new StringBuilder("\"d60\": {\"properties\": {\"name\": {}}}");
    for (int i = 0; i < 60; i++) {
      var next = "{\"$ref\": \"#/$defs/d%d\"}".formatted(i + 1);
      definitions.append(", \"d%d\": {\"allOf\": [%s, %s]}".formatted(i, next, next));
    }
    var schema =
        of(
            "{\"properties\": {\"o\": {\"$ref\": \"#/$defs/d0\"}}, \"$defs\": {"
                + definitions
                + "}}");
    assertThat(flaws(schema, "{{ o.name }}")).isEmpty();
    assertThat(schema.names()).containsExactly("o");
  }
}
