package dev.tutti.template.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tutti.template.Template;
import dev.tutti.template.api.Budget;
import dev.tutti.template.api.Loader;
import dev.tutti.template.api.Options;
import dev.tutti.template.api.Source;
import dev.tutti.template.api.TemplateException;
import dev.tutti.testing.KnownFault;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@KnownFault("SKILLS-W")
class DateFilterTest {
  private static String render(String text) {
    return Template.compile(new Source("p.md", text), Loader.none(), Options.forPrompts())
        .render(
            Map.of("now", "2026-11-28T19:05:09.5Z", "seconds", 0),
            Budget.standard(System::nanoTime));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "now, date                                 | 2026-11-28 19:05",
        "now, date('%Y/%m/%d %H:%M:%S.%f %z %j')   | 2026/11/28 19:05:09.500000 +0000 332",
        "now, date('%-I:%M %p %A %B %-d')          | 7:05 PM Saturday November 28",
        "now, date('%F', 'Asia/Shanghai')          | refused",
        "now, date('%m-%d %H:%M %z', 'Asia/Shanghai') | 11-29 03:05 +0800",
        "now, date('%H', zone='-03:00')            | 16",
        "'2026-02-03', date('%d.%m.%y%%')          | 03.02.26%",
        "'2026-02-03 04:05:06+02:00', date('%H %z') | 04 +0200",
        "seconds, date('%Y')                       | 1970",
        "now, date('%A', locale='zh')              | 星期六"
      })
  void tells_a_time_as_strftime_does(String call, String expected) {
    var parts = call.split(", ", 2);
    var template = "{{ %s|%s }}".formatted(parts[0], parts[1].strip());
    if (expected.equals("refused")) {
      assertThat(catchThrowableOfType(TemplateException.class, () -> render(template)))
          .hasMessageContaining("'%F' is not known");
    } else {
      assertThat(render(template)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "now|date('%')",
        "now|date('%Y', 'Mars/Base')",
        "'tomorrow'|date",
        "[]|date",
        "99999999999999999|date"
      })
  void what_is_no_time_is_refused(String call) {
    assertThat(catchThrowableOfType(TemplateException.class, () -> render("{{ " + call + " }}")))
        .isNotNull();
  }
}
