package dev.tutti.cli.model;

import dev.tutti.call.Allowance;
import dev.tutti.chat.Json;
import dev.tutti.cli.server.ConfigOptions;
import dev.tutti.security.AllowedModels;
import dev.tutti.security.ApiKey;
import dev.tutti.security.AuditEvent;
import dev.tutti.security.Grant;
import dev.tutti.security.KeyJson;
import dev.tutti.security.KeyTerms;
import dev.tutti.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tutti keys change}: what is not said stays. */
@Command(
    name = "change",
    description = "Changes what a key may use, within a second; owner and role are for ever.")
final class KeysChangeCommand implements Runnable {
  @Mixin private final ConfigOptions config = new ConfigOptions();

  @Parameters(paramLabel = "KEY", description = "Its id, its prefix, or the key itself.")
  private String which = "";

  @Option(names = "--name", description = "Tells the key apart.")
  private @Nullable String name;

  @Option(names = "--models", split = ",", description = "What it may use, as of create.")
  private @Nullable List<String> models;

  @Option(names = "--scopes", split = ",", description = "What skills may ask for.")
  private @Nullable List<String> scopes;

  @Option(names = "--expires", paramLabel = "DAYS", description = "In how many days it ends.")
  private @Nullable Integer days;

  @Option(
      names = "--no-limits",
      description = "Takes its limits and budgets away; those beside it are put in their place.")
  private boolean unlimited;

  @Mixin private final AllowanceOptions allowance = new AllowanceOptions();

  @Option(names = "--json", description = "Print the key as JSON.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    var changed =
        KeysCommand.with(
            config.configuration(),
            keys -> Store.await(keys.change(which, this::terms, AuditEvent.ON_THE_MACHINE)));
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(KeyJson.of(changed)));
    } else {
      out.printf("Changed %s (%s)%n", changed.prefix(), changed.grant().name());
    }
    out.flush();
  }

  private KeyTerms terms(ApiKey key) {
    var before = key.grant();
    var grant =
        new Grant(
            name == null ? before.name() : name,
            before.owner(),
            before.role(),
            models == null ? before.models() : AllowedModels.of(models),
            allowance.over(unlimited ? Allowance.NONE : before.allowance()),
            scopes == null ? before.scopes() : Set.copyOf(scopes));
    var expires = key.times().expires().orElse(null);
    return new KeyTerms(
        grant, days == null ? expires : Clock.systemUTC().instant().plus(Duration.ofDays(days)));
  }
}
