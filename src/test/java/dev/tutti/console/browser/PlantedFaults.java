package dev.tutti.console.browser;

import java.util.ArrayList;
import java.util.List;

/**
 * Faults that are planted in a sound page, each of which {@link PageCheck} must find: a suite that
 * finds nothing proves nothing before it has found these.
 */
final class PlantedFaults {
  private static final List<Planted> ALL =
      List.of(
          new Planted(
              "field without a label",
              "axe label",
              "document.querySelector('main').append(document.createElement('input'));"),
          new Planted(
              "button without a name",
              "axe button-name",
              "document.querySelector('main').append(document.createElement('button'));"),
          new Planted("faint text", "axe color-contrast", text("faint", "color", "#ccc")),
          new Planted(
              "key as a text", "untranslated: page.nowhere", text("page.nowhere", "top", "0")),
          new Planted(
              "key as a label",
              "untranslated: action.nowhere",
              "document.querySelector('h1').title = 'action.nowhere';"),
          new Planted("sideways scroll", "sideways", text("wide", "width", "3000px")),
          new Planted(
              "inline style",
              "policy: style-src",
              "document.querySelector('main').setAttribute('style', 'color: red');"),
          new Planted(
              "text as markup",
              "policy: require-trusted-types-for",
              "try { document.createElement('p').innerHTML = '<b>x</b>'; } catch { void 0; }"),
          new Planted(
              "request to another server",
              "policy: connect-src",
              "fetch('http://127.0.0.1:9/').catch(() => 0);"),
          new Planted(
              "error of a script",
              "console: SEVERE",
              "setTimeout(() => { throw new Error('planted'); });"));

  private final Browser browser;
  private final PageCheck check;

  PlantedFaults(Browser browser, PageCheck check) {
    this.browser = browser;
    this.check = check;
  }

  /**
   * Fault of a page.
   *
   * @param expected how what is said of it begins
   * @param script that plants it
   */
  private record Planted(String name, String expected, String script) {}

  private static String text(String words, String property, String value) {
    return """
    const p = document.createElement('p');
    p.textContent = '%s';
    p.style.setProperty('%s', '%s');
    document.querySelector('main').append(p);
    """
        .formatted(words, property, value);
  }

  /** Plants each of them in a page; those that were not found. */
  List<String> run(String url) {
    var missed = new ArrayList<String>();
    for (var each : ALL) {
      browser.open(url);
      browser.script(each.script);
      var found = new ArrayList<String>();
      if (!isFound(each, found)) {
        missed.add(
            "%s was planted, not found (expected: %s; found: %s)"
                .formatted(each.name, each.expected, found));
      }
    }
    System.out.printf("%d planted faults, %d not found%n", ALL.size(), missed.size());
    return missed;
  }

  /** Browsers tell of some faults a moment later. */
  private boolean isFound(Planted planted, List<String> found) {
    long end = System.nanoTime() + Browser.PATIENCE.toNanos();
    do {
      found.addAll(check.findings());
      if (found.stream().anyMatch(each -> each.startsWith(planted.expected))) {
        return true;
      }
    } while (System.nanoTime() - end < 0);
    return false;
  }
}
