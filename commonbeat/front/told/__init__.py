"""What every row of the permission table is, and what every entry of the public log says, in people's words."""

from commonbeat.front.told import hall, meetings, people, records, topics

#: name in the table → what one does there
DOES = topics.DOES | meetings.DOES | people.DOES | records.DOES | hall.DOES
#: verb → what its entry says was done; who did it stands beside it
DONE = topics.DONE | meetings.DONE | people.DONE | records.DONE | hall.DONE
