"""What the house remembers of its own work: letters, work for later, sent forms, the clockwork's last turn."""

from django.db import models

from commonbeat.frame import clock


class Letter(models.Model):
    """One letter to one recipient on one occasion; sending twice is impossible because the occasion is unique.

    ``to`` is empty once it is sent. ``good_until`` is set where it is of no use later: a code for signing in.
    """

    occasion = models.CharField(max_length=200, unique=True)
    to = models.EmailField(blank=True)
    language = models.CharField(max_length=10, default="en")
    subject = models.CharField(max_length=200)
    body = models.TextField()
    unsubscribe = models.CharField(max_length=500, blank=True)
    attachment = models.BinaryField(blank=True, default=b"")
    written_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField(default=clock.now)
    good_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["due_at"], condition=models.Q(sent_at=None), name="letters_waiting")]


class Task(models.Model):
    """Work that an act left for later: a function in a room's ``tasks``, run with one subject."""

    name = models.CharField(max_length=100)
    subject = models.BigIntegerField()
    due_at = models.DateTimeField(default=clock.now)
    done_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveIntegerField(default=0)
    trouble = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["due_at"], condition=models.Q(done_at=None), name="tasks_waiting")]


class SentForm(models.Model):
    """A form that was sent and done, kept for a day: a second click leads to where the first one led."""

    digest = models.CharField(max_length=64, unique=True, help_text="of the form's key, its address and what was typed")
    led_to = models.CharField(max_length=500, blank=True)
    sent_at = models.DateTimeField(default=clock.now)


class Turn(models.Model):
    """When each duty of the clockwork was last done."""

    duty = models.CharField(max_length=100, unique=True)
    done_at = models.DateTimeField()
    day = models.DateField(null=True, blank=True)
