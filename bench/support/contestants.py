"""Who is measured: how each is found, configured as its documents say, and started on the loopback."""

import functools
import os
import pwd
import re
import shutil
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from support import java, processes

CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "tutti-bench"
HERE = Path(__file__).resolve().parent
WORKERS = 2
PATIENT = 300
BRIEF = 60
INSTALLATION = 900


@dataclass
class Start:
    """A command to run; `headers` go with every request to it."""

    command: list
    env: dict = field(default_factory=dict)
    headers: dict = field(default_factory=dict)


class Contestant:
    """Defaults that only some differ from: whether it is a JVM, and whether it is asked in cold bursts."""

    jvm = False
    bursts = False

    def prepare(self):
        """What takes time once, before anything is measured; returns what went wrong, if that is bearable."""

    def variants(self):
        """Ways to start it that are timed apart, by what they are called."""
        return {"": self}


class Nginx(Contestant):
    name = "nginx"
    note = "`proxy_pass` with kept connections, no keys, no ledger"

    def missing(self):
        return None if self._binary() else "not installed (apt-get install nginx)"

    def version(self):
        told = subprocess.run([self._binary(), "-v"], capture_output=True, text=True, check=True, timeout=BRIEF)
        return told.stderr.strip().rsplit("/", 1)[-1]

    def start(self, folder, port, upstream, models):
        config = folder / "nginx.conf"
        text = (HERE / "nginx.conf").read_text()
        values = {
            "FOLDER": folder,
            "USER": pwd.getpwuid(os.getuid()).pw_name if os.getuid() == 0 else None,
            "WORKERS": WORKERS,
            "PORT": port,
            "UPSTREAM": upstream,
        }
        if values["USER"] is None:
            text = re.sub(r"^user .*\n", "", text, flags=re.MULTILINE)
        config.write_text(re.sub(r"@([A-Z]+)@", lambda name: str(values[name[1]]), text))
        return Start([self._binary(), "-p", folder, "-c", config, "-e", folder / "error.log"])

    @staticmethod
    def _binary():
        return shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin:/usr/local/sbin")


class Portkey(Contestant):
    name = "Portkey"
    note = "one Node.js process, no keys, no ledger"
    package = "@portkey-ai/gateway@1.15.2"
    beside = ["@hono/node-server@1.13.5", "hono@4.9.7", "@hono/node-ws@1.2.0"]
    folder = CACHE / "portkey"
    program = folder / "node_modules/@portkey-ai/gateway/build/start-server.js"

    def missing(self):
        if not shutil.which("node"):
            return "not installed (Node.js is missing)"
        return None if self.program.exists() else "not installed (./bench/gateway --install)"

    def install(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        flags = ["--ignore-scripts", "--no-fund", "--no-audit", "--prefix", self.folder]
        subprocess.run(["npm", "install", *flags, self.package, *self.beside], check=True, timeout=INSTALLATION)

    def version(self):
        node = subprocess.check_output(["node", "--version"], text=True, timeout=BRIEF).strip()
        return f"{self.package.rsplit('@', 1)[1]}, Node.js {node}"

    def start(self, folder, port, upstream, models):
        return Start(
            ["node", "--require", HERE / "loopback.cjs", self.program, f"--port={port}", "--headless"],
            env={"NODE_ENV": "production"},
            headers={
                "authorization": "Bearer sk-bench",
                "x-portkey-provider": "openai",
                "x-portkey-custom-host": f"http://127.0.0.1:{upstream}/v1",
            },
        )


class PythonPackage(Contestant):
    """A program that a wheel brings, in an environment of its own."""

    def missing(self):
        return None if self.program.exists() else "not installed (./bench/gateway --install)"

    def install(self):
        CACHE.mkdir(parents=True, exist_ok=True)
        subprocess.run(["python3", "-m", "venv", self.folder], check=True, timeout=INSTALLATION)
        pip = [self.folder / "bin/pip", "install", "--quiet", "--only-binary=:all:"]
        subprocess.run([*pip, self.package], check=True, timeout=INSTALLATION)

    def version(self):
        python = subprocess.check_output([self.folder / "bin/python", "--version"], text=True, timeout=BRIEF)
        return f"{self.package.rsplit('=', 1)[1]}, {python.strip()}"


class Smg(PythonPackage):
    name = "SMG"
    note = "Shepherd Model Gateway, in Rust; retries and breaker on, no keys, no ledger"
    package = "smg==1.13.0"
    folder = CACHE / "smg"
    program = folder / "bin/smg"

    def start(self, folder, port, upstream, models):
        flags = ["--backend", "openai", "--worker-urls", f"http://127.0.0.1:{upstream}", "--host", "127.0.0.1", "--port", port]
        metrics = ["--prometheus-host", "127.0.0.1", "--prometheus-port", processes.free_port()]
        return Start([self.program, "launch", *flags, *metrics, "--log-level", "error"], env={"NO_COLOR": "1"})


class LiteLlm(PythonPackage):
    name = "LiteLLM"
    note = f"{WORKERS} workers, one master key, no ledger"
    package = "litellm[proxy]==1.93.2"
    folder = CACHE / "litellm"
    program = folder / "bin/litellm"
    key = "sk-bench-0000000000000000"

    def start(self, folder, port, upstream, models):
        config = folder / "litellm.yaml"
        entry = (
            '  - {{model_name: {0}, litellm_params: {{model: openai/{0}, api_key: x,'
            ' api_base: "http://127.0.0.1:{1}/v1"}}}}\n'
        )
        config.write_text(
            "model_list:\n"
            + "".join(entry.format(model, upstream) for model in models)
            + f"general_settings: {{master_key: {self.key}}}\n"
            + "litellm_settings: {telemetry: false}\n"
        )
        flags = ["--host", "127.0.0.1", "--port", port, "--num_workers", WORKERS]
        # Its supervisor kills workers that are silent for 5 s, as a busy one is: that would measure their starts.
        flags += ["--timeout_worker_healthcheck", PATIENT]
        quiet = ["--log_config", HERE / "litellm-log.json"]
        return Start(
            [self.program, "--config", config, *flags, *quiet],
            env={"LITELLM_LOCAL_MODEL_COST_MAP": "True", "LITELLM_LOG": "ERROR"},
            headers={"authorization": f"Bearer {self.key}"},
        )


class Tutti(Contestant):
    name = "Tutti"
    note = "keys, ledger and metrics on"
    jvm = True
    program = java.ROOT / "tutti"
    cache = java.FOLDER / "tutti.aot"
    cached = False
    default_pool = False

    def __init__(self, cached=None):
        self._cached = self.cached if cached is None else cached
        self._key = None

    def missing(self):
        return None if self.program.exists() else "not there"

    def prepare(self):
        """Builds the jar and trains an ahead-of-time cache, once for every contestant and session."""
        return _trained(self.program, self.cache)

    def version(self):
        told = subprocess.check_output([self.program, "--version"], text=True, timeout=java.BUILD)
        return told.splitlines()[0].removeprefix("Tutti").strip()

    def variants(self):
        if self.cached:
            return {}
        ways = {"without AOT cache": type(self)()}
        if self.cache.exists():
            ways["with AOT cache"] = type(self)(cached=True)
        return ways

    def start(self, folder, port, upstream, models):
        config = folder / "tutti.yaml"
        text = (HERE / "tutti.yaml").read_text()
        if self.default_pool:
            text = re.sub(r"^pool: .*\n", "", text, flags=re.MULTILINE)
        alias = "  {0}: {{deployments: [{{provider: upstream, model: {0}}}]}}\n"
        config.write_text(
            text.replace("@DATA@", str(folder / "data"))
            .replace("@PORT@", str(port))
            .replace("@UPSTREAM@", str(upstream))
            + "".join(alias.format(model) for model in models)
        )
        if not self._key:
            self._key = admin_key(self.program, config)
        options = f"-XX:AOTCache={self.cache}" if self._cached else "-XX:AOTMode=auto"
        return Start(
            [self.program, "serve", "--config", config],
            env={"TUTTI_JAVA_OPTS": options},
            headers={"authorization": f"Bearer {self._key}"},
        )

    def tells(self, server):
        """Its own figures: how long callers waited for the pool, and whether the ledger has every request."""
        pools = server.get("/admin/pools")["data"]
        busiest = max(pools, key=lambda pool: pool["reused"])
        return {
            "acquire_p99_ms": busiest["acquire_p99_ms"],
            "sent": server.sent,
            "recorded": self._recorded(server),
        }

    @staticmethod
    def _recorded(server):
        """Attempts in the ledger, once it has caught up or stands still for some seconds."""
        before, since = -1, time.monotonic()
        while time.monotonic() - since < 5:
            rows = server.get("/admin/usage?by=model")["data"]
            recorded = sum(row["attempts"] for row in rows)
            if recorded >= server.sent:
                return recorded
            if recorded != before:
                before, since = recorded, time.monotonic()
            time.sleep(0.5)
        return before


def admin_key(program, config):
    command = [program, "keys", "create", "--role", "admin", "--config", config]
    return subprocess.check_output(command, text=True, stderr=subprocess.DEVNULL, timeout=BRIEF).strip()


@functools.cache
def _trained(program, cache):
    """What went wrong with the jar's ahead-of-time cache, or None."""
    subprocess.run([program, "--version"], check=True, stdout=subprocess.DEVNULL, timeout=java.BUILD)
    cache.unlink(missing_ok=True)
    training = subprocess.run(
        [program, "warmup"], capture_output=True, check=False, timeout=PATIENT,
        env={**os.environ, "TUTTI_JAVA_OPTS": f"-XX:AOTCacheOutput={cache}"},
    )
    if training.returncode:
        cache.unlink(missing_ok=True)
        return "no AOT cache: ./tutti warmup failed"
    return None


class TuttiDefault(Tutti):
    name = "Tutti-default"
    note = "as Tutti, with the pool's defaults"
    default_pool = True
    bursts = True


class TuttiDefaultAot(TuttiDefault):
    name = "Tutti-default-AOT"
    note = "as Tutti-default, with an AOT cache"
    cached = True
    bursts = False


PEERS = [Nginx, Tutti, TuttiDefault, TuttiDefaultAot, Smg, Portkey, LiteLlm]
