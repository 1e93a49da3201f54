package dev.tutti.console.browser;

import dev.tutti.security.Role;
import java.util.ArrayList;
import java.util.List;
import org.openqa.selenium.Keys;

/**
 * A login with the keyboard alone: a wrong key is told, a right one opens the pages of its role,
 * scripts see no secret, and after the logout nothing can be read.
 */
final class LoginJourney {
  private static final String AT_LOGIN =
      "return document.querySelector('input[name=key]') !== null;";
  private static final String INSIDE = "return document.querySelector('nav.rail') !== null;";

  private static final String KEPT =
      "return [document.cookie, JSON.stringify(localStorage), JSON.stringify(sessionStorage)];";

  private static final String STATUS =
      """
      const done = arguments[arguments.length - 1];
      fetch(arguments[0]).then((answer) => done(String(answer.status)), (error) => done(String(error)));
      """;

  private final Browser browser;
  private final String url;

  LoginJourney(Browser browser, String url) {
    this.browser = browser;
    this.url = url;
  }

  /** Goes it; what was wrong on the way. */
  List<String> run(Role role, String secret, List<ConsolePage> pages) {
    var found = new ArrayList<String>();
    browser.open(url + "/console");
    browser.await(AT_LOGIN);
    type("tt-wrong");
    browser.await("return document.querySelector('[role=alert]') !== null;");
    browser.complaints(); // the browser tells of the refusal itself
    browser.open(url + "/console");
    type(secret);
    browser.await(INSIDE);
    for (var kept : browser.texts(KEPT)) {
      if (kept.contains("tt-") || kept.contains("tutti=")) {
        found.add(role.word() + ": scripts see " + kept);
      }
    }
    for (var page : pages) {
      browser.open(url + "/console" + page.path());
      browser
          .complaints()
          .forEach(each -> found.add(role.word() + " " + page.name() + ": " + each));
      boolean sees =
          browser.has("main h1") && browser.address().equals(url + "/console" + page.path());
      if (sees != page.roles().contains(role.word())) {
        found.add(
            "%s %s: %s".formatted(role.word(), page.name(), sees ? "is seen" : "is not seen"));
      }
    }
    expect(found, role + " of keys", role == Role.ADMIN ? "200" : "403", "/admin/keys");
    browser.script("[...document.querySelectorAll('header.bar button')].at(-1).click();");
    browser.await(AT_LOGIN);
    expect(found, role + " after the logout", "401", "/admin/calls");
    browser.complaints();
    return found;
  }

  private void type(String key) {
    browser.type("input[name=key]", key + Keys.ENTER);
  }

  private void expect(List<String> found, String who, String status, String path) {
    var told = browser.later(STATUS, path);
    if (!status.equals(told)) {
      found.add("%s: %s of %s (expected: %s)".formatted(who, told, path, status));
    }
  }
}
