package dev.tutti.character.lorebook;

/**
 * A message that keys are looked for in.
 *
 * @param assistant whether a model has said it
 * @param name of who has said it; empty where it has none
 */
public record LoreMessage(boolean assistant, String name, String text) {

  String line() {
    return name.isEmpty() ? text : name + ": " + text;
  }
}
