package dev.tutti.cli.model;

import dev.tutti.Configuration;
import dev.tutti.chat.Json;
import dev.tutti.cli.server.ConfigOptions;
import dev.tutti.security.AllowedModels;
import dev.tutti.security.ApiKey;
import dev.tutti.security.Grant;
import dev.tutti.security.KeyJson;
import dev.tutti.security.Keys;
import dev.tutti.security.Role;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tutti keys}: works on the data folder itself, whether or not a server runs on it. */
@Command(
    name = "keys",
    description = "Makes, lists, changes and revokes virtual keys.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      KeysCommand.Create.class,
      KeysCommand.ListAll.class,
      KeysChangeCommand.class,
      KeysCommand.Revoke.class
    })
public final class KeysCommand {
  private KeysCommand() {}

  private static final Clock CLOCK = Clock.systemUTC();

  /** Does something with the keys of the configured data folder. */
  public static <T> T with(Configuration configuration, Function<Keys, T> work) {
    var folder = configuration.read().data();
    try (var store = Store.attach(StoreSettings.in(folder));
        var keys = Keys.open(store, CLOCK, new SecureRandom())) {
      return work.apply(keys);
    }
  }

  /** {@code tutti keys create}. */
  @Command(name = "create", description = "Makes a key and prints it; it is shown this once.")
  public static final class Create implements Runnable {
    @Mixin private final ConfigOptions config = new ConfigOptions();

    @Option(names = "--name", description = "Tells the key apart (default: ${DEFAULT-VALUE}).")
    private String name = "key";

    @Option(
        names = "--owner",
        description = "Whom its calls belong to (default: ${DEFAULT-VALUE}).")
    private String owner = "default";

    @Option(names = "--role", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Role role = Role.USER;

    @Option(
        names = "--models",
        split = ",",
        description =
            "What it may use: alias, provider/model, provider/*, skill:NAME, skill:*, * (default:"
                + " all).")
    private List<String> models = List.of("*");

    @Option(
        names = "--expires",
        paramLabel = "DAYS",
        description = "After how many days it ends (default: never).")
    private @Nullable Integer days;

    @Option(
        names = "--scopes",
        split = ",",
        description = "What skills may ask for, such as doctor (default: none).")
    private List<String> scopes = List.of();

    @Mixin private final AllowanceOptions allowance = new AllowanceOptions();

    @Option(names = "--json", description = "Print the key as JSON.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
      var grant =
          new Grant(
              name,
              owner,
              role,
              AllowedModels.of(models),
              allowance.allowance(),
              Set.copyOf(scopes));
      var issued =
          with(
              config.configuration(),
              keys ->
                  Store.await(
                      days == null
                          ? keys.create(grant)
                          : keys.create(grant, CLOCK.instant().plus(Duration.ofDays(days)))));
      var out = spec.commandLine().getOut();
      out.println(json ? Json.text(KeyJson.of(issued)) : issued.secret());
      out.flush();
      if (!json) {
        spec.commandLine().getErr().println("Keep it: it is not shown again.");
      }
    }
  }

  /** {@code tutti keys list}. */
  @Command(name = "list", description = "Lists all keys, without their secrets.")
  public static final class ListAll implements Runnable {
    @Mixin private final ConfigOptions config = new ConfigOptions();

    @Option(names = "--json", description = "Print the list as JSON.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
      var all = with(config.configuration(), keys -> Store.await(keys.list()));
      var out = spec.commandLine().getOut();
      if (json) {
        out.println(Json.text(all.stream().map(KeyJson::of).toList()));
      } else {
        all.forEach(key -> line(out, key));
      }
      out.flush();
    }

    private static void line(PrintWriter out, ApiKey key) {
      var grant = key.grant();
      var state =
          key.times().revoked().isPresent()
              ? "revoked"
              : key.times().validAt(CLOCK.instant()) ? "valid" : "expired";
      out.printf(
          "%-14s %-12s %-9s %-8s %-16s %-16s %s%n",
          key.id(),
          key.prefix(),
          grant.role().word(),
          state,
          grant.owner(),
          grant.name(),
          grant.models());
    }
  }

  /** {@code tutti keys revoke}. */
  @Command(name = "revoke", description = "Revokes a key for ever, within a second.")
  public static final class Revoke implements Runnable {
    @Mixin private final ConfigOptions config = new ConfigOptions();

    @Parameters(paramLabel = "KEY", description = "Its id, its prefix, or the key itself.")
    private String which = "";

    @Option(names = "--json", description = "Print the key as JSON.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
      var revoked = with(config.configuration(), keys -> Store.await(keys.revoke(which)));
      var out = spec.commandLine().getOut();
      if (json) {
        out.println(Json.text(KeyJson.of(revoked)));
      } else {
        out.printf("Revoked %s (%s)%n", revoked.prefix(), revoked.grant().name());
      }
      out.flush();
    }
  }
}
