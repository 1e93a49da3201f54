package dev.tutti.console;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Markup in a module, as far as it is not computed: the parts of {@code html`...`} between the
 * expressions, also of those within expressions. Strings, comments and regular expressions of the
 * code around are skipped.
 */
final class ModuleMarkup {
  private static final char COMPUTED = '\0';
  private static final String BEFORE_REGEX = "\0(,=:[!&|?{};+>";
  private static final Pattern TAG = Pattern.compile("<(?:[^<>\"]|\"[^\"]*\")*>");
  private static final Pattern SAID =
      Pattern.compile("\\b(?:aria-label|title|label|alt)=\"([^\"]*)\"");

  /** What is typed or pressed in any language. */
  private static final Pattern TYPED =
      Pattern.compile("<(code|kbd)\\b(?:[^<>\"]|\"[^\"]*\")*>[^<]*</\\1>");

  private static final Pattern WORD = Pattern.compile("\\p{L}{2,}");

  private final String module;
  private final List<String> found = new ArrayList<>();
  private int at;

  private ModuleMarkup(String module) {
    this.module = module;
  }

  /** Words that a reader would see in one language whatever was chosen. */
  static List<String> words(String module) {
    var markup = new ModuleMarkup(module);
    markup.code();
    return markup.found;
  }

  /** Code up to the brace that closes it, or to the end. */
  private void code() {
    int depth = 0;
    char before = '\0';
    while (at < module.length()) {
      char now = module.charAt(at);
      if (now == '}' && depth == 0) {
        at++;
        return;
      }
      depth += now == '{' ? 1 : now == '}' ? -1 : 0;
      step(now, before);
      before = Character.isWhitespace(now) ? before : now;
    }
  }

  private void step(char now, char before) {
    if (now == '`') {
      template(module.startsWith("html", at - "html".length()));
    } else if (now == '\'' || now == '"') {
      literal(now);
    } else if (module.startsWith("//", at)) {
      skipTo("\n");
    } else if (module.startsWith("/*", at)) {
      skipTo("*/");
    } else if (now == '/' && BEFORE_REGEX.indexOf(before) >= 0) {
      regex();
    } else {
      at++;
    }
  }

  private void skipTo(String end) {
    int found = module.indexOf(end, at + 1);
    at = found < 0 ? module.length() : found + end.length();
  }

  private void literal(char quote) {
    at++;
    while (module.charAt(at) != quote) {
      at += module.charAt(at) == '\\' ? 2 : 1;
    }
    at++;
  }

  private void regex() {
    boolean inClass = false;
    at++;
    while (inClass || module.charAt(at) != '/') {
      char now = module.charAt(at);
      inClass = now == '[' || (inClass && now != ']');
      at += now == '\\' ? 2 : 1;
    }
    at++;
  }

  private void template(boolean isMarkup) {
    var fixed = new StringBuilder();
    at++;
    while (module.charAt(at) != '`') {
      if (module.startsWith("${", at)) {
        at += 2;
        code();
        fixed.append(COMPUTED);
      } else {
        boolean isEscape = module.charAt(at) == '\\';
        fixed.append(isEscape ? ' ' : module.charAt(at));
        at += isEscape ? 2 : 1;
      }
    }
    at++;
    if (isMarkup) {
      collect(TYPED.matcher(fixed).replaceAll(" "));
    }
  }

  private void collect(String markup) {
    SAID.matcher(markup).results().forEach(said -> add(said.group(1)));
    add(TAG.matcher(markup).replaceAll(" "));
  }

  private void add(String text) {
    WORD.matcher(text).results().forEach(word -> found.add(word.group()));
  }
}
