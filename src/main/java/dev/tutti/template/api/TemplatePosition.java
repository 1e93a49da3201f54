package dev.tutti.template.api;

/**
 * Position in a template.
 *
 * @param file the name of the source
 * @param line counted from 1
 * @param column in characters, counted from 1
 */
public record TemplatePosition(String file, int line, int column) {
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
