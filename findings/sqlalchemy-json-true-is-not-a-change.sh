#!/bin/sh
# A program loads a contact with a JSON column, assigns a new document to the column, and commits.
# Guess: SQLAlchemy cannot see a change inside a document, so one has to assign a new document. The new document is saved.
# Reality: SQLAlchemy compares the old and the new document with ==. In Python, 1, True and 1.0 are equal, and so are 0 and
#   False, at any depth. If nothing else differs, there is no UPDATE, and the old document stays. The same happens with
#   Session.merge, with SQLModel, and with MutableDict if the whole document is assigned. Assigning only one key of a
#   MutableDict saves it, and so do an UPDATE statement and flag_modified. Django and peewee save the new document.
# Library: SQLAlchemy 2.1.9, sqlmodel 0.0.50, peewee 4.5.3, Django 5.2.19.
# Why it matters: A program that repairs stored payloads turns {"smoker": 1} into {"smoker": true}, or the id 1.0 of a table into 1.
#   It reports success, and the database keeps the wrong document. If another field changes too, everything is saved, so
#   a test with two changes passes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check SQLAlchemy==2.1.9 sqlmodel==0.0.50 peewee==4.5.3 Django==5.2.19
cat >save.py <<'PY'
import json
from importlib.metadata import version

import django
import peewee
from django.conf import settings
from django.db import connection, models
from playhouse.sqlite_ext import JSONField
from sqlalchemy import JSON, Column, Integer, create_engine, text, update
from sqlalchemy.ext.mutable import MutableDict
from sqlalchemy.orm import DeclarativeBase, Session, mapped_column
from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import Field, SQLModel


class Base(DeclarativeBase):
    pass


class Contact(Base):
    __tablename__ = "plain"
    id = mapped_column(Integer, primary_key=True)
    data = mapped_column(JSON)


class Watched(Base):
    __tablename__ = "watched"
    id = mapped_column(Integer, primary_key=True)
    data = mapped_column(MutableDict.as_mutable(JSON))


class Model(SQLModel, table=True):
    __tablename__ = "model"
    id: int = Field(primary_key=True)
    data: dict = Field(sa_column=Column(JSON))


engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
SQLModel.metadata.create_all(engine)


def assign(session, cls, new):
    session.get(cls, 1).data = new


def merge(session, cls, new):
    session.merge(cls(id=1, data=new))


def one_key(session, cls, new):
    contact = session.get(cls, 1)
    for key, value in new.items():
        contact.data[key] = value


def flag(session, cls, new):
    contact = session.get(cls, 1)
    contact.data = new
    flag_modified(contact, "data")


def statement(session, cls, new):
    session.execute(update(cls).values(data=new))


def with_sqlalchemy(cls, change, old, new):
    with Session(engine) as session:
        session.execute(text(f"DELETE FROM {cls.__tablename__}"))
        session.add(cls(id=1, data=old))
        session.commit()
    with Session(engine) as session:
        change(session, cls, new)
        session.commit()
    with Session(engine) as session:
        return session.execute(text(f"SELECT data FROM {cls.__tablename__}")).scalar()


settings.configure(DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}, INSTALLED_APPS=[])
django.setup()


class DjangoContact(models.Model):
    data = models.JSONField()

    class Meta:
        app_label = "contacts"


with connection.schema_editor() as editor:
    editor.create_model(DjangoContact)


def with_django(old, new):
    contact = DjangoContact.objects.get(pk=DjangoContact.objects.create(data=old).pk)
    contact.data = new
    contact.save()
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM contacts_djangocontact WHERE id = %s", [contact.pk])
        return cursor.fetchone()[0]


database = peewee.SqliteDatabase(":memory:")


class PeeweeContact(peewee.Model):
    data = JSONField()

    class Meta:
        database = database
        only_save_dirty = True


database.create_tables([PeeweeContact])


def with_peewee(old, new):
    contact = PeeweeContact.get_by_id(PeeweeContact.create(data=old).id)
    contact.data = new
    contact.save()
    return database.execute_sql("SELECT data FROM peeweecontact WHERE id = ?", (contact.id,)).fetchone()[0]


WAYS = {
    "SQLAlchemy, assign": lambda old, new: with_sqlalchemy(Contact, assign, old, new),
    "SQLAlchemy, merge": lambda old, new: with_sqlalchemy(Contact, merge, old, new),
    "SQLAlchemy, MutableDict, assign": lambda old, new: with_sqlalchemy(Watched, assign, old, new),
    "SQLAlchemy, MutableDict, one key": lambda old, new: with_sqlalchemy(Watched, one_key, old, new),
    "SQLAlchemy, flag_modified": lambda old, new: with_sqlalchemy(Contact, flag, old, new),
    "SQLAlchemy, UPDATE": lambda old, new: with_sqlalchemy(Contact, statement, old, new),
    "SQLModel, assign": lambda old, new: with_sqlalchemy(Model, assign, old, new),
    "Django": with_django,
    "peewee": with_peewee,
}
print(*(f"{name} {version(name)}" for name in ("SQLAlchemy", "sqlmodel", "Django", "peewee")))
for old, new in [
    ({"id": True}, {"id": 1}),
    ({"id": 1.0}, {"id": 1}),
    ({"phones": [{"main": 0}]}, {"phones": [{"main": False}]}),
    ({"id": True, "city": "Rome"}, {"id": 1, "city": "Oslo"}),
    ({"id": "1"}, {"id": 1}),
]:
    print(f"{json.dumps(old)} becomes {json.dumps(new)}")
    for name, save in WAYS.items():
        stored = json.loads(save(old, new))
        print(f"  {name}: {'saved' if json.dumps(stored) == json.dumps(new) else 'not saved, ' + json.dumps(stored)}")
PY
venv/bin/python save.py | tee observed
cat >expected <<'TXT'
SQLAlchemy 2.1.9 sqlmodel 0.0.50 Django 5.2.19 peewee 4.5.3
{"id": true} becomes {"id": 1}
  SQLAlchemy, assign: not saved, {"id": true}
  SQLAlchemy, merge: not saved, {"id": true}
  SQLAlchemy, MutableDict, assign: not saved, {"id": true}
  SQLAlchemy, MutableDict, one key: saved
  SQLAlchemy, flag_modified: saved
  SQLAlchemy, UPDATE: saved
  SQLModel, assign: not saved, {"id": true}
  Django: saved
  peewee: saved
{"id": 1.0} becomes {"id": 1}
  SQLAlchemy, assign: not saved, {"id": 1.0}
  SQLAlchemy, merge: not saved, {"id": 1.0}
  SQLAlchemy, MutableDict, assign: not saved, {"id": 1.0}
  SQLAlchemy, MutableDict, one key: saved
  SQLAlchemy, flag_modified: saved
  SQLAlchemy, UPDATE: saved
  SQLModel, assign: not saved, {"id": 1.0}
  Django: saved
  peewee: saved
{"phones": [{"main": 0}]} becomes {"phones": [{"main": false}]}
  SQLAlchemy, assign: not saved, {"phones": [{"main": 0}]}
  SQLAlchemy, merge: not saved, {"phones": [{"main": 0}]}
  SQLAlchemy, MutableDict, assign: not saved, {"phones": [{"main": 0}]}
  SQLAlchemy, MutableDict, one key: saved
  SQLAlchemy, flag_modified: saved
  SQLAlchemy, UPDATE: saved
  SQLModel, assign: not saved, {"phones": [{"main": 0}]}
  Django: saved
  peewee: saved
{"id": true, "city": "Rome"} becomes {"id": 1, "city": "Oslo"}
  SQLAlchemy, assign: saved
  SQLAlchemy, merge: saved
  SQLAlchemy, MutableDict, assign: saved
  SQLAlchemy, MutableDict, one key: saved
  SQLAlchemy, flag_modified: saved
  SQLAlchemy, UPDATE: saved
  SQLModel, assign: saved
  Django: saved
  peewee: saved
{"id": "1"} becomes {"id": 1}
  SQLAlchemy, assign: saved
  SQLAlchemy, merge: saved
  SQLAlchemy, MutableDict, assign: saved
  SQLAlchemy, MutableDict, one key: saved
  SQLAlchemy, flag_modified: saved
  SQLAlchemy, UPDATE: saved
  SQLModel, assign: saved
  Django: saved
  peewee: saved
TXT
diff expected observed
