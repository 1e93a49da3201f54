package dev.tutti.replay;

import java.util.ArrayList;
import java.util.List;

/**
 * One exchange to play.
 *
 * @param number unique among the cases; the model's name carries it, so that the upstream knows
 *     what to serve
 */
record Case(int number, Recording recording, Placement.Route route, Goal goal, Delivery delivery) {

  private static final List<Delivery> CUTS =
      List.of(new Delivery.Cut(1), new Delivery.Cut(7), new Delivery.Cut(64));

  /** How the report calls it. */
  String label() {
    var endpoint = route.endpoint().relays() ? "" : route.endpoint().path() + " ";
    return endpoint + recording.id() + " [" + delivery.label() + "]";
  }

  /** The provider's model, as the recording had it, with the number of this case. */
  String upstreamModel() {
    var model = recording.name().model();
    return (model.isEmpty() ? "model" : model.replace("models/", "")) + "--r" + number;
  }

  /**
   * The provider of Tutti that is asked: one a preset and API, and one of its own for each
   * recording that fails, so that a key or a deployment that rests after a fault rests alone.
   */
  String provider() {
    var api = route.dialect() == Dialect.RESPONSES ? "-responses" : "";
    return route.preset() + api + (goal instanceof Goal.Fails ? "-r" + number : "");
  }

  /** The name that the caller asks for. */
  String model() {
    return provider() + "/" + upstreamModel();
  }

  /** The ways in which a recording is played. */
  static List<Playing> playings(Recording recording, Placement.Route route, Goal goal) {
    var playings = new ArrayList<Playing>();
    playings.add(new Playing(goal, new Delivery.Whole()));
    if (!route.stream() || recording.response().status() != 200) {
      return playings;
    }
    CUTS.forEach(cut -> playings.add(new Playing(goal, cut)));
    var sizes = recording.response().chunks();
    if (!sizes.isEmpty()) {
      playings.add(new Playing(goal, new Delivery.AsRecorded(sizes)));
    }
    if (goal instanceof Goal.Answers(Truth truth)) {
      for (var place : TruncationPlaces.of(recording.response().bytes(), route.dialect())) {
        playings.add(new Playing(new Goal.Breaks(truth), place));
      }
    }
    return playings;
  }

  /**
   * The ways in which it is played through an endpoint that says chats in other words: what the
   * upstream says is read as for any other endpoint, so it is not cut up again.
   */
  static List<Playing> playingsInOtherWords(Recording recording, Placement.Route route, Goal goal) {
    return playings(recording, route, goal).stream()
        .filter(playing -> !(playing.delivery() instanceof Delivery.Cut))
        .filter(playing -> !(playing.delivery() instanceof Delivery.AsRecorded))
        .filter(playing -> Goal.hasOneAnswer(playing.goal()))
        .toList();
  }

  /** What must come of one way of delivering. */
  record Playing(Goal goal, Delivery delivery) {}
}
