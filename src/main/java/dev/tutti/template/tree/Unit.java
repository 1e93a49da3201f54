package dev.tutti.template.tree;

/**
 * One file of a template, parsed. Partials may include each other in circles, so the body comes
 * after the file is known; nothing changes once the template is compiled.
 */
public final class Unit {
  private final String name;
  private Body body = Body.EMPTY;

  public Unit(String name) {
    this.name = name;
  }

  public void fill(Body parsed) {
    body = parsed;
  }

  public String name() {
    return name;
  }

  public Body body() {
    return body;
  }
}
