package dev.tutti.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.template.api.Loader;
import dev.tutti.template.api.Options;
import dev.tutti.template.api.Source;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a template reads of its values, and where. */
class FreeNamesTest {
  private static final Loader PARTIALS =
      Loader.of(
          Map.of(
              "p.md", "{{ o.in }}{{ x.y }}",
              "m.md", "{% macro f(o) %}{{ o.a }}{{ q.b }}{% endmacro %}"));

  private static String reads(String text) {
    var source = new Source("t", text);
    return Template.compile(source, PARTIALS, Options.forPrompts()).undeclared().stream()
        .map(each -> each.position().column() + " " + path(each) + (each.guarded() ? "?" : ""))
        .collect(Collectors.joining(", "));
  }

  private static String path(Variable used) {
    return used.path().isEmpty() ? used.name() : used.name() + "." + String.join(".", used.path());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = " => ",
      value = {
        "{{ o }} => 4 o",
        "{{ o.a.b }} => 8 o.a.b",
        "{{ o['a'].b }} => 11 o.a.b",
        "{{ xs[0].a }} => 10 xs.[].a",
        "{{ xs[i].a }} => 10 xs.[].a, 7 i",
        "{{ o.a|default(1) }} => 6 o.a?",
        "{{ o.a is defined }} => 6 o.a?",
        "{% for x in o.xs %}{{ x.a }}{% endfor %} => 15 o.xs, 25 o.xs.[].a",
        "{% for x in xs if x.ok %}{{ x.a }}{% endfor %} => 13 xs, 21 xs.[].ok, 31 xs.[].a",
        "{% for x in xs %}{% for y in x.ys %}{{ y.a }}{% endfor %}{% endfor %} => 13 xs, 32"
            + " xs.[].ys, 42 xs.[].ys.[].a",
        "{% for x in xs %}{{ loop.index }}{{ loop.previtem.a }}{% endfor %} => 13 xs",
        "{% for x in xs recursive %}{{ x.a }}{{ loop(x.ys) }}{% endfor %} => 13 xs",
        "{% for k, v in o.items() %}{{ k.a }}{{ v.b }}{% endfor %} => 16 o",
        "{% for k in o.keys() %}{{ k.a }}{% endfor %} => 13 o",
        "{{ o.name.upper() }} => 6 o.name",
        "{{ o.get('a', d).b }} => 4 o, 15 d",
        "{% set p = o.a %}{{ p.b }} => 14 o.a, 23 o.a.b",
        "{% set p = o|first %}{{ p.b }} => 12 o",
        "{% set o = 1 %}{{ o.a }} => ''",
        "{% with p = o.a %}{{ p.b }}{% endwith %}{{ p.c }} => 15 o.a, 24 o.a.b, 46 p.c",
        "{% set p %}x{% endset %}{{ p.b }} => ''",
        "{% if c %}{% set o = {} %}{% endif %}{{ o.a }} => 7 c, 41 o",
        "{% if c %}{% set p = o %}{% else %}{% set p = q %}{% endif %}{{ p.a }} => 7 c, 22 o, 47 q",
        "{% if c %}{% set p = o %}{% else %}{% set p = o %}{% endif %}{{ p.a }} => 7 c, 22 o, 47 o,"
            + " 67 o.a",
        "{% set p = o %}{% if c %}{% set p = q %}{% endif %}{{ p.a }} => 12 o, 22 c, 37 q",
        "{% if c %}{% set range = 1 %}{% endif %}{{ range(2) }} => 7 c",
        "{% macro f(o) %}{{ o.a }}{{ q.b }}{{ varargs }}{% endmacro %} => 31 q.b",
        "{% set p = o %}{% macro f() %}{{ p.a }}{% endmacro %}{% set p = q %} => 12 o, 65 q",
        "{% set p = o %}{% macro f() %}{{ p.a }}{% endmacro %} => 12 o, 36 o.a",
        "{% call(o) f(1) %}{{ o.a }}{% endcall %} => 12 f",
        "{% for x in xs %}{% include 'p.md' %}{% endfor %} => 13 xs, 6 o.in, 16 xs.[].y",
        "{% import 'm.md' as m %}{{ m.f(1) }} => ''",
        "{% from 'm.md' import f with context %}{{ f(1) }} => 31 q.b",
        "{% set ns = namespace(a=o.b) %}{{ ns.a.c }} => 27 o.b",
      })
  void paths_lead_from_the_values(String text, String expected) {
    assertThat(reads(text)).isEqualTo(expected);
  }
}
