package dev.tutti.console.browser;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Page of the console, as its own list of routes has it.
 *
 * @param path its address below {@code /console}, with its variables filled in
 * @param roles words of the roles that see it
 */
record ConsolePage(String name, String path, Set<String> roles) {
  private static final Pattern VARIABLE = Pattern.compile(":\\w+");

  private static final String ROUTES =
      """
      const done = arguments[arguments.length - 1];
      const main = document.querySelector('script[type=module]').src;
      import(new URL('routes.js', main)).then(
        ({routes}) => done(routes.map((each) => each.name + ' ' + each.path + ' ' + each.roles.join(','))),
        (error) => done([String(error)]));
      """;

  /**
   * All pages.
   *
   * @param browser that shows one of them
   * @param ids what stands for the variables of a page, by the page's name
   */
  static List<ConsolePage> all(Browser browser, Map<String, String> ids) {
    var pages =
        ((List<?>) Objects.requireNonNull(browser.later(ROUTES)))
            .stream().map(each -> of(String.valueOf(each).split(" ", 3), ids)).toList();
    if (pages.size() < 2 || pages.stream().anyMatch(each -> !each.path.startsWith("/"))) {
      throw new IllegalStateException("routes.js has " + pages + " (expected: a list of routes)");
    }
    return pages;
  }

  private static ConsolePage of(String[] route, Map<String, String> ids) {
    return new ConsolePage(
        route[0],
        VARIABLE.matcher(route[1]).replaceAll(ids.getOrDefault(route[0], "none")),
        route.length > 2 ? Set.of(route[2].split(",")) : Set.of());
  }
}
