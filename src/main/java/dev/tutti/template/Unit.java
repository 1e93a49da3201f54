package dev.tutti.template;

/**
 * One file of a template, parsed. Partials may include each other in circles, so the body comes
 * after the file is known; nothing changes once the template is compiled.
 */
final class Unit {
  private final String name;
  private Body body = Body.EMPTY;

  Unit(String name) {
    this.name = name;
  }

  void fill(Body parsed) {
    body = parsed;
  }

  String name() {
    return name;
  }

  Body body() {
    return body;
  }
}
