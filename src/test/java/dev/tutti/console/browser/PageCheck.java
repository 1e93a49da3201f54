package dev.tutti.console.browser;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What is wrong with the page that a browser shows. */
final class PageCheck {
  private static final String AXE = "axe.min.js";

  private static final String RUN_AXE =
      """
      const done = arguments[arguments.length - 1];
      axe.run(document, {resultTypes: ['violations']}).then(
        (found) => done(found.violations.map((each) => each.id + ': ' + each.help + ': '
          + each.nodes.slice(0, 3).map((node) => node.html.slice(0, 160) + ' [' + node.failureSummary.slice(0, 200) + ']').join(' | '))),
        (error) => done(['axe: ' + error]));
      """;

  private static final String SIDEWAYS =
      """
      const wide = document.documentElement.clientWidth;
      if (document.documentElement.scrollWidth <= wide) return [];
      return ['sideways: ' + document.documentElement.scrollWidth + ' of ' + wide + ' px: '
        + [...document.querySelectorAll('body *')].filter((each) => each.getBoundingClientRect().right > wide + 1)
          .slice(0, 3).map((each) => each.cloneNode(false).outerHTML.slice(0, 120)).join(' | ')];
      """;

  /** Keys look like {@code page.calls}; what is code or a caller's text is left out. */
  private static final String KEYS =
      """
      const key = /^[a-z]+\\.[a-z]+(_[a-z]+)*$/;
      const found = new Set();
      const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        const text = node.data.trim();
        if (key.test(text) && !node.parentElement.closest('code, pre, kbd, td, option, .value')) found.add(text);
      }
      for (const each of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
        for (const name of ['aria-label', 'title', 'placeholder']) {
          const text = each.getAttribute(name);
          if (text && key.test(text)) found.add(text);
        }
      }
      if (key.test(document.title.split(' ')[0])) found.add(document.title);
      return [...found].map((each) => 'untranslated: ' + each);
      """;

  private static final String VIOLATIONS =
      "return (window.violations ?? []).map((each) => 'policy: ' + each);";

  private final Browser browser;
  private final String axe;

  PageCheck(Browser browser) throws IOException {
    this.browser = browser;
    try (var in = PageCheck.class.getClassLoader().getResourceAsStream(AXE)) {
      axe = new String(Objects.requireNonNull(in, AXE).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Everything that is wrong; nothing where all is well. */
  List<String> findings() {
    var found = new ArrayList<String>();
    found.addAll(browser.texts(SIDEWAYS));
    found.addAll(browser.texts(KEYS));
    found.addAll(browser.texts(VIOLATIONS));
    browser.complaints().forEach(each -> found.add("console: " + each));
    found.addAll(axe());
    return found;
  }

  /** Axe itself may do what no page may, so that what it makes the browser say is dropped. */
  private List<String> axe() {
    browser.script(axe);
    var found = (List<?>) Objects.requireNonNull(browser.later(RUN_AXE));
    browser.complaints();
    return found.stream().map(each -> "axe " + each).toList();
  }
}
