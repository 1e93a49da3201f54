package dev.tutti.provider.simulated;

import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Usage;
import java.util.ArrayList;
import java.util.List;

/**
 * An answer before it is played. Immutable.
 *
 * @param speed at which it is made
 * @param input the tokens of the prompt
 */
record Script(List<Beat> beats, Ending ending, Speed speed, int input) {

  /**
   * Rate at which tokens are made.
   *
   * @param voices that speak at the same time
   * @param fastest the most tokens a second of each, infinite where only the provider's pace counts
   */
  record Speed(int voices, double fastest) {
    static final Speed FREE = new Speed(1, Double.POSITIVE_INFINITY);
  }

  /** An answer that one piece of JSON gives at once. */
  static Script whole(Chunk.Whole answer) {
    var beat = new Beat(answer, 1);
    return new Script(List.of(beat), new Ending.Complete(), Speed.FREE, 0);
  }

  /** Nothing but a fault. */
  static Script broken(Fault fault) {
    return new Script(List.of(), new Ending.Break(fault), Speed.FREE, 0);
  }

  /** Nothing at all. */
  static Script silent() {
    return new Script(List.of(), new Ending.Silence(), Speed.FREE, 0);
  }

  /** The voices of all choices, heard in turn. */
  static Script of(Asked asked, List<Voice> voices) {
    int input = asked.inputTokens();
    var beats = new ArrayList<Beat>();
    beats.add(new Beat(Chunk.Spoken.of(new ChatEvent.Start(asked.id(), asked.model())), 0));
    int longest = voices.stream().mapToInt(voice -> voice.beats().size()).max().orElse(0);
    for (int i = 0; i < longest; i++) {
      for (var voice : voices) {
        if (i < voice.beats().size()) {
          beats.add(voice.beats().get(i));
        }
      }
    }
    beats.add(new Beat(Chunk.Spoken.of(new ChatEvent.Spent(usage(input, voices))), 0));
    var speed = new Speed(voices.size(), Double.POSITIVE_INFINITY);
    return new Script(List.copyOf(beats), new Ending.Complete(), speed, input);
  }

  private static Usage usage(int input, List<Voice> voices) {
    long output = voices.stream().mapToLong(Voice::spent).sum();
    long reasoning = voices.stream().mapToLong(Voice::thought).sum();
    return new Usage(input, output, 0, 0, reasoning, 0, 0, false);
  }

  /** The same, never faster than this. */
  Script atMost(double tokensPerSecond) {
    return new Script(beats, ending, new Speed(speed.voices, tokensPerSecond), input);
  }

  /**
   * Only the beginning, then another ending. Of an answer that comes in one piece nothing is left,
   * as its reader would never see it.
   */
  Script cut(boolean stream, Ending other) {
    int half = stream ? Math.max(2, beats.size() / 2) : 0;
    int content = (int) beats.stream().filter(beat -> beat.tokens() > 0).count();
    return new Script(beats.subList(0, Math.min(half, content + 1)), other, speed, input);
  }
}
