package dev.tutti.character.generation;

import dev.tutti.call.ActiveCalls;
import dev.tutti.call.Call;
import dev.tutti.call.CallEnd;
import dev.tutti.call.CallObserver;
import dev.tutti.call.CallSubject;
import dev.tutti.call.RequestIds;
import dev.tutti.character.CharacterFile;
import dev.tutti.character.StoredCharacter;
import dev.tutti.character.StoredCharacters;
import dev.tutti.character.generation.source.PageClient;
import dev.tutti.character.generation.source.SourceCollectors;
import dev.tutti.character.generation.source.SourceQuery;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.chat.Operation;
import dev.tutti.ledger.Prices;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.security.Principal;
import dev.tutti.task.api.StepResult;
import dev.tutti.task.api.TaskKind;
import dev.tutti.task.api.TaskRun;
import dev.tutti.text.Sha256;
import dev.tutti.wire.EgressGuard;
import dev.tutti.wire.HttpPools;
import dev.tutti.wire.Loops;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Kind of tasks that make characters: what it is given is the body of {@code POST /v1/characters},
 * with {@code call: generate} beside it, or of one category that is made anew, with {@code call:
 * regenerate}; what it gives, a card that is kept.
 *
 * @param characters where what was made is kept
 * @param settings of the moment
 * @param models of the moment
 * @param collecting how texts are collected
 * @param ids names its calls
 * @param observer of calls that have ended
 */
public record CharacterTask(
    StoredCharacters characters,
    Supplier<CharacterSettings> settings,
    Supplier<ModelCatalog> models,
    Supplier<Prices> prices,
    Collecting collecting,
    Loops loops,
    RequestIds ids,
    CallObserver observer)
    implements TaskKind {
  private static final String CALL = "call";
  private static final String GENERATE = "generate";
  private static final String REGENERATE = "regenerate";
  private static final int ID_LENGTH = 24;

  /**
   * Collectors, and the connections that they use.
   *
   * @param pools over connections to addresses that a caller may name
   * @param egress what those addresses may be
   */
  public record Collecting(SourceCollectors collectors, HttpPools pools, EgressGuard egress) {
    private PageClient pages(Call call) {
      return new PageClient(pools, egress, call);
    }
  }

  @Override
  public String name() {
    return "character";
  }

  @Override
  public ObjectNode inputSchema() {
    var schema = Json.object().put("type", "object");
    var properties = schema.putObject("properties");
    properties.putObject(CALL).put("type", "string").putArray("enum").add(GENERATE).add(REGENERATE);
    properties.putObject("character").put("type", "string");
    properties.putObject("category").put("type", "string");
    properties.putObject("role").put("type", "string");
    properties.putObject("text").put("type", "string");
    properties.putObject("model").put("type", "string");
    return schema;
  }

  @Override
  public void check(ObjectNode input, Principal principal) {
    var call = input.path(CALL).asString(GENERATE);
    if (!call.equals(GENERATE) && !call.equals(REGENERATE)) {
      throw Fault.invalid(
          CALL, "\"%s\" (expected: %s or %s)".formatted(call, GENERATE, REGENERATE));
    }
    var request = isAgain(input) ? CategoryAgain.check(input) : GenerationRequest.read(input);
    var _ = models(request, models.get(), principal);
    if (request.source().isWanted()) {
      var _ = placed(request);
    }
  }

  private static boolean isAgain(ObjectNode input) {
    return input.path(CALL).asString("").equals(REGENERATE);
  }

  private SourceQuery placed(GenerationRequest request) {
    return collecting.collectors().placed(request.source(), settings.get().sources());
  }

  /** The models that are asked, one after the other, as far as the caller may use them. */
  private List<String> models(
      GenerationRequest request, ModelCatalog catalog, Principal principal) {
    var asked = new ArrayList<String>();
    var usual = settings.get().model();
    asked.add(
        !request.model().isEmpty()
            ? request.model()
            : usual.isEmpty() ? first(catalog, principal) : usual);
    if (!request.fallback().isEmpty()) {
      asked.add(request.fallback());
    }
    for (var model : asked) {
      if (!principal.mayUse(model) || !catalog.shows(model, principal.caller())) {
        throw Fault.of(FaultCode.MODEL_NOT_FOUND, "model: \"%s\" is not known".formatted(model))
            .at("model");
      }
      var _ = catalog.model(model);
    }
    return List.copyOf(asked);
  }

  private static String first(ModelCatalog catalog, Principal principal) {
    return catalog.entries().stream()
        .map(ModelCatalog.Entry::id)
        .filter(id -> principal.mayUse(id) && catalog.shows(id, principal.caller()))
        .findFirst()
        .orElseThrow(
            () -> Fault.invalid("model", "is missing (expected: an alias or provider/model)"));
  }

  @Override
  public String subject(ObjectNode input) {
    return name();
  }

  @Override
  public ObjectNode run(TaskRun run) throws Exception {
    var again = CategoryAgain.of(characters, run.caller().owner(), run.input());
    boolean isAgain = isAgain(run.input());
    var request = isAgain ? again.request(run.input()) : GenerationRequest.read(run.input());
    var catalog = models.get();
    var asked = models(request, catalog, run.principal());
    var call = new Call(ids.next(), run.caller(), loops.next(), run.remaining());
    run.onStop(() -> call.cancel(Fault.of(FaultCode.CANCELLED, "the task has to end")));
    var subject = new CallSubject("", "task", Operation.CHAT, subject(run.input()), false);
    call.tail().forTask(run.id());
    call.loop().run(() -> call.subject(subject));
    var calls = new CategoryCalls(catalog, new ActiveCalls(), prices.get(), call, isAgain);
    try {
      var origin = request.source().isWanted() ? collected(run, call, request) : Json.object();
      var text = origin.isEmpty() ? request.text() : origin.path("text").asString("");
      var profile = new GenerationRun(run, call, calls, request, asked).profile(text);
      var result =
          isAgain
              ? result(again.id(), request.name(), again.put(profile))
              : result(run, request, profile, text, origin.path("origin"));
      observer.tell(call, CallEnd.COMPLETED);
      return result;
    } catch (Exception e) {
      observer.tell(call, Fault.from(e).code().code());
      throw e;
    }
  }

  private JsonNode collected(TaskRun run, Call call, GenerationRequest request) throws Exception {
    var query = placed(request);
    run.progress(0, request.categories().size(), "source");
    return run.step(
        "source",
        Sha256.hex(query.toString().getBytes(StandardCharsets.UTF_8)),
        () -> {
          var found = collecting.collectors().collect(query, collecting.pages(call));
          var kept = Json.object().put("text", found.text());
          kept.set("origin", found.origin());
          return StepResult.of(kept);
        });
  }

  private ObjectNode result(
      TaskRun run, GenerationRequest request, ObjectNode profile, String text, JsonNode origin) {
    var kept = keep(run, request, profile, request.kept(text, origin));
    var result = result(kept.id(), request.name(), profile);
    result.set("source", origin);
    return result;
  }

  private static ObjectNode result(String id, String name, ObjectNode profile) {
    var result = Json.object().put("status", status(profile));
    result.putObject("character").put("id", id).put("name", name);
    result.set("profile", profile);
    result.set("consistency", ProfileConsistency.of(name, profile));
    return result;
  }

  private static String status(ObjectNode profile) {
    for (var each : profile) {
      if (each.path("status").asString("").equals("failed")) {
        return "partial";
      }
    }
    return "complete";
  }

  /** The same for each attempt at a task, so that none leaves a second character behind. */
  private static String id(TaskRun run) {
    var hash = Sha256.hex(run.id().getBytes(StandardCharsets.UTF_8));
    return StoredCharacters.PREFIX + hash.substring(0, ID_LENGTH);
  }

  private StoredCharacter keep(
      TaskRun run, GenerationRequest request, ObjectNode profile, ObjectNode source) {
    var file = CharacterFile.read(ProfileCard.of(request.name(), profile));
    try {
      return characters.keepAs(id(run), run.caller().owner(), file, Json.text(source)).join();
    } catch (CompletionException e) {
      throw Fault.from(e);
    }
  }
}
