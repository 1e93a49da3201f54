package dev.tutti.selection.quality;

import dev.tutti.selection.analysis.TaskType;
import dev.tutti.selection.quality.ModelTally.Sum;
import dev.tutti.selection.quality.ModelTally.TypeSums;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Bytes of a learner: a mark, the models, their sums, each prompt once, the outcomes. */
final class LearnerBytes {
  private static final int MARK = 0x54515531; // TQU1
  private static final int SUM = 16;
  private static final int OUTCOME = 4 + 2 + 4 + 4;

  private LearnerBytes() {}

  /** What a learner keeps. */
  record State(List<Observation> observations, Map<String, ModelTally> tallies) {}

  static byte[] write(List<Observation> observations, Map<String, ModelTally> tallies) {
    var models = List.copyOf(new TreeMap<>(tallies).keySet());
    var names = models.stream().map(name -> name.getBytes(StandardCharsets.UTF_8)).toList();
    var prompts = new IdentityHashMap<PromptVector, Integer>();
    var ordered = new ArrayList<PromptVector>();
    int size = 16 + observations.size() * OUTCOME;
    for (var name : names) {
      size += 2 + name.length + SUM * (3 + TaskType.values().length);
    }
    for (var each : observations) {
      if (prompts.putIfAbsent(each.prompt(), ordered.size()) == null) {
        ordered.add(each.prompt());
        size += each.prompt().bytes();
      }
    }
    var out = ByteBuffer.allocate(size);
    out.putInt(MARK).putInt(models.size());
    for (int i = 0; i < models.size(); i++) {
      out.putChar((char) names.get(i).length).put(names.get(i));
      write(tallies.getOrDefault(models.get(i), ModelTally.NONE), out);
    }
    out.putInt(ordered.size());
    ordered.forEach(each -> each.write(out));
    out.putInt(observations.size());
    for (var each : observations) {
      out.putInt(prompts.getOrDefault(each.prompt(), 0));
      out.putChar((char) models.indexOf(each.model()));
      out.putFloat((float) each.score()).putFloat((float) each.weight());
    }
    return out.array();
  }

  private static void write(ModelTally tally, ByteBuffer out) {
    write(tally.score(), out);
    write(tally.costUsd(), out);
    write(tally.latencyMs(), out);
    for (var sum : tally.types().sums()) {
      write(sum, out);
    }
  }

  private static void write(Sum sum, ByteBuffer out) {
    out.putDouble(sum.weight()).putDouble(sum.sum());
  }

  /**
   * What {@link #write} was given.
   *
   * @throws IllegalArgumentException when these are other bytes
   */
  static State read(byte[] bytes) {
    try {
      var in = ByteBuffer.wrap(bytes);
      if (in.getInt() != MARK) {
        throw new IllegalArgumentException("not the bytes of a learner");
      }
      return state(in);
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("not the bytes of a learner", e);
    }
  }

  private static State state(ByteBuffer in) {
    var models = new ArrayList<String>();
    var tallies = new TreeMap<String, ModelTally>();
    for (int i = in.getInt(); i > 0; i--) {
      var name = new byte[in.getChar()];
      in.get(name);
      models.add(new String(name, StandardCharsets.UTF_8));
      tallies.put(models.getLast(), tally(in));
    }
    var prompts = new ArrayList<PromptVector>();
    for (int i = in.getInt(); i > 0; i--) {
      prompts.add(PromptVector.read(in));
    }
    var observations = new ArrayList<Observation>();
    for (int i = in.getInt(); i > 0; i--) {
      observations.add(
          new Observation(
              prompts.get(in.getInt()), models.get(in.getChar()), in.getFloat(), in.getFloat()));
    }
    return new State(observations, tallies);
  }

  private static ModelTally tally(ByteBuffer in) {
    var score = sum(in);
    var cost = sum(in);
    var latency = sum(in);
    var types = new Sum[TaskType.values().length];
    for (int i = 0; i < types.length; i++) {
      types[i] = sum(in);
    }
    return new ModelTally(score, cost, latency, new TypeSums(types), TypeSums.NONE);
  }

  private static Sum sum(ByteBuffer in) {
    return new Sum(in.getDouble(), in.getDouble());
  }
}
