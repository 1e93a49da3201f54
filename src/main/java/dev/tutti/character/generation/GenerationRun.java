package dev.tutti.character.generation;

import dev.tutti.call.Call;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.task.api.StepResult;
import dev.tutti.task.api.TaskRun;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * One generation: its categories side by side. What was answered is kept as a step of the task at
 * once; what has failed is not, so that another attempt tries it again.
 *
 * @param models in the order in which they are asked
 */
record GenerationRun(
    TaskRun task, Call call, CategoryCalls calls, GenerationRequest request, List<String> models) {

  /**
   * The profile, by category.
   *
   * @throws Fault when no category came to anything
   */
  ObjectNode profile(String text) throws Exception {
    var results = results(text);
    if (results.values().stream().allMatch(CategoryResult::isFailed)) {
      var first = results.values().iterator().next().json().at("/error/message").asString("");
      throw Fault.of(
              FaultCode.FALLBACK_EXHAUSTED,
              "no category of %d came to anything; the first: %s".formatted(results.size(), first))
          .afterAnswer();
    }
    var profile = Json.object();
    results.forEach((category, result) -> profile.set(category.word(), result.json()));
    return profile;
  }

  private Map<CharacterCategory, CategoryResult> results(String text) throws Exception {
    var places = new Semaphore(request.atOnce());
    var ended = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var open =
          request.categories().stream()
              .collect(
                  Collectors.toMap(
                      each -> each,
                      each -> threads.submit(() -> result(each, text, places, ended)),
                      (one, _) -> one,
                      () -> new EnumMap<>(CharacterCategory.class)));
      return joined(open);
    }
  }

  private Map<CharacterCategory, CategoryResult> joined(
      Map<CharacterCategory, Future<CategoryResult>> open) throws Exception {
    var results = new EnumMap<CharacterCategory, CategoryResult>(CharacterCategory.class);
    try {
      for (var each : open.entrySet()) {
        results.put(each.getKey(), each.getValue().get());
      }
      return results;
    } catch (ExecutionException e) {
      var fault = Fault.from(e.getCause() == null ? e : e.getCause());
      call.cancel(fault);
      throw fault;
    } catch (InterruptedException e) {
      call.cancel(Fault.of(FaultCode.CANCELLED, "the task has to end"));
      throw e;
    }
  }

  private CategoryResult result(
      CharacterCategory category, String text, Semaphore places, AtomicInteger ended)
      throws InterruptedException {
    var prompt = new CategoryPrompt(request, category, text);
    var kept = task.finished(category.word(), prompt.hash());
    places.acquire();
    try {
      var result =
          kept.isPresent()
              ? CategoryResult.kept(kept.get())
              : keep(prompt, calls.ask(prompt, models));
      task.progress(
          ended.incrementAndGet(),
          request.categories().size(),
          category.word() + " " + result.status());
      return result;
    } finally {
      places.release();
    }
  }

  private CategoryResult keep(CategoryPrompt prompt, CategoryResult result) {
    if (result.isFailed()) {
      task.used(result.usage());
      return result;
    }
    try {
      task.finish(
              prompt.category().word(),
              prompt.hash(),
              new StepResult(result.json(), result.usage()))
          .join();
      return result;
    } catch (CompletionException e) {
      throw Fault.from(e);
    }
  }
}
