package dev.tutti.cooperation.plan;

/** Check of the models that a plan names. May wait for the store, so not on a loop. */
@FunctionalInterface
public interface ModelCheck {
  /** Takes every name; for plans whose models are looked at later. */
  ModelCheck LATER = (_, _) -> {};

  /**
   * Goes on only with a model that can be asked.
   *
   * @param place of its name in the request
   * @throws dev.tutti.chat.Fault {@code invalid_request} at the place, or {@code permission}
   */
  void require(String place, String model);
}
