#!/bin/sh
# A program receives a partial update as a pydantic model, {"email": null}, and hands it to a background task. The task sends the fields that
# are set, model_dump(exclude_unset=True), to the API.
# Guess: The task gets an equal model with the same fields set, as it does from pickle. The queues have support for pydantic.
# Reality: With taskiq, FastStream, the converter for pydantic in Temporal's SDK, and LangGraph's checkpoints, the task gets a model with all
#   fields set. They write the model with the defaults of the fields that were never set, so {"email": null} becomes an update that
#   clears email, zip and phones. The models are equal with ==, and print the same. With MISSING as the default, which is stable since
#   pydantic 2.14, only the email address is set, everywhere. Temporal's converter has an option for this.
# Library: taskiq 0.13.0, faststream 0.7.8 with nats-py 2.16.0, temporalio 1.35.0, langgraph-checkpoint 4.3.2, pydantic 2.14.4.
# Why it matters: In an API where null clears a field, the task erases the fields that the user did not touch. A test that calls the function
#   without the queue passes. Use MISSING, or send model_dump(exclude_unset=True) and build the model again in the task.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check taskiq==0.13.0 faststream==0.7.8 nats-py==2.16.0 temporalio==1.35.0 \
  langgraph-checkpoint==4.3.2 pydantic==2.14.4
cat >send.py <<'PY'
import asyncio
import json
import pickle
from importlib.metadata import version

from faststream.nats import NatsBroker, TestNatsBroker
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
from pydantic import MISSING, BaseModel
from taskiq import InMemoryBroker
from temporalio.contrib.pydantic import PydanticPayloadConverter, ToJsonOptions
from temporalio.converter import DataConverter


class WithNone(BaseModel):
    email: str | None = None
    zip: str | None = None
    phones: list[str] | None = None


class WithMissing(BaseModel):
    email: str | None | MISSING = MISSING
    zip: str | None | MISSING = MISSING
    phones: list[str] | None | MISSING = MISSING


async def through_pickle(update):
    return pickle.loads(pickle.dumps(update))


async def through_taskiq(update):
    broker, received = InMemoryBroker(await_inplace=True), []

    @broker.task
    async def task(update: type(update)):
        received.append(update)

    await task.kiq(update)
    return received[0]


async def through_faststream(update):
    broker, received = NatsBroker(), []

    @broker.subscriber("updates")
    async def task(update: type(update)):
        received.append(update)

    async with TestNatsBroker(broker) as running:
        await running.publish(update, "updates")
    return received[0]


class Unset(PydanticPayloadConverter):
    def __init__(self):
        super().__init__(ToJsonOptions(exclude_unset=True))


async def through_temporal(update, converter=PydanticPayloadConverter):
    data = DataConverter(payload_converter_class=converter)
    return (await data.decode(await data.encode([update]), [type(update)]))[0]


async def through_langgraph(update):
    serde = JsonPlusSerializer(allowed_msgpack_modules=[("__main__", type(update).__name__)])
    return serde.loads_typed(serde.dumps_typed(update))


async def main():
    print(*(f"{name} {version(name)}" for name in ["taskiq", "faststream", "temporalio", "langgraph-checkpoint", "pydantic"]))
    for model in [WithNone, WithMissing]:
        update = model(email=None)
        print(f"{model.__name__}: sent {json.dumps(update.model_dump(exclude_unset=True))}")
        for name, through in {
            "pickle": through_pickle,
            "taskiq": through_taskiq,
            "faststream": through_faststream,
            "temporal": through_temporal,
            "temporal, exclude_unset": lambda update: through_temporal(update, Unset),
            "langgraph": through_langgraph,
        }.items():
            received = await through(update)
            assert received == update and repr(received) == repr(update)
            print(f"  {name}: {json.dumps(received.model_dump(exclude_unset=True))}")


asyncio.run(main())
PY
venv/bin/python send.py | tee observed
cat >expected <<'TXT'
taskiq 0.13.0 faststream 0.7.8 temporalio 1.35.0 langgraph-checkpoint 4.3.2 pydantic 2.14.4
WithNone: sent {"email": null}
  pickle: {"email": null}
  taskiq: {"email": null, "zip": null, "phones": null}
  faststream: {"email": null, "zip": null, "phones": null}
  temporal: {"email": null, "zip": null, "phones": null}
  temporal, exclude_unset: {"email": null}
  langgraph: {"email": null, "zip": null, "phones": null}
WithMissing: sent {"email": null}
  pickle: {"email": null}
  taskiq: {"email": null}
  faststream: {"email": null}
  temporal: {"email": null}
  temporal, exclude_unset: {"email": null}
  langgraph: {"email": null}
TXT
diff expected observed
